package dev.lockstep.pages;

import dev.lockstep.pages.Page.Fact;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/// Writes a page as one file of HTML: a document that is also well-formed XML but for the programs
/// in it.
public final class PageWriter {
  private final Writer out;

  /// @param out in UTF-8; stays open
  public PageWriter(Writer out) {
    this.out = out;
  }

  /// @throws IOException when it can't be written
  public void write(Page page) throws IOException {
    PageParts parts = PageParts.load();
    head(page, parts);
    out.write("<body>\n<header>\n<h1>" + Markup.of(page.title()) + "</h1>\n");
    out.write("<p>" + Markup.of(page.about()) + "</p>\n</header>\n<main>\n");
    facts(page.facts());
    boolean charts = page.sections().stream().anyMatch(PageWriter::isMeasured);
    if (charts) {
      choice(sorts(page.sections()));
    }
    boolean pairs = page.sections().stream().anyMatch(Section.Bars.class::isInstance);
    out.write("<div class=\"sections" + (pairs ? " pairs" : "") + "\">\n");
    SectionText text = new SectionText(out);
    for (int i = 0; i < page.sections().size(); i++) {
      text.write(i, page.sections().get(i));
    }
    out.write(
        "</div>\n</main>\n<footer><p>Made by lockstep. This page is one file, and loads nothing from anywhere. ");
    out.write("Charts by Apache ECharts (Apache License 2.0).</p></footer>\n");
    out.write("<script type=\"application/json\" id=\"charts\">");
    new ChartData(out).write(page.sections());
    out.write("</script>\n");
    out.write("<script>" + parts.library() + "</script>\n");
    out.write("<script>" + parts.program() + "</script>\n</body>\n</html>\n");
  }

  private void head(Page page, PageParts parts) throws IOException {
    out.write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\" />\n");
    out.write(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"" + parts.policy() + "\" />\n");
    out.write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n");
    out.write("<meta name=\"color-scheme\" content=\"light dark\" />\n");
    out.write("<title>" + Markup.of(page.title()) + " – lockstep</title>\n");
    out.write("<style>" + parts.style() + "</style>\n</head>\n");
  }

  private void facts(List<Fact> facts) throws IOException {
    out.write("<dl class=\"facts\">\n");
    for (Fact fact : facts) {
      out.write("<div class=\"" + fact.tone().name().toLowerCase(Locale.ROOT) + "\">");
      out.write("<dt>" + Markup.of(fact.label()) + "</dt>");
      out.write("<dd>" + Markup.of(fact.value()));
      if (!fact.note().isEmpty()) {
        out.write(" <small>" + Markup.of(fact.note()) + "</small>");
      }
      out.write("</dd></div>\n");
    }
    out.write("</dl>\n");
  }

  private static boolean isMeasured(Section section) {
    return section instanceof Section.Treemap || section instanceof Section.Distribution;
  }

  /// What the sorts of the charts are called; one page has the same for all.
  private static List<String> sorts(List<Section> sections) {
    for (Section section : sections) {
      if (section instanceof Section.Treemap treemap) {
        return treemap.sorts();
      }
    }
    return List.of();
  }

  /// By what charts measure, and their colours. Without a program there are no charts, and nothing
  /// to choose.
  private void choice(List<String> sorts) throws IOException {
    out.write(
        """
        <div class="bar"><fieldset class="choice" hidden="hidden"><legend>Charts show</legend>
        <label><input type="radio" name="measure" value="0" checked="checked" /> Objects</label>
        <label><input type="radio" name="measure" value="1" /> Bytes</label>
        </fieldset>
        """);
    if (sorts.size() > 1) {
      out.write("<ul class=\"legend\">");
      for (int i = 0; i < sorts.size(); i++) {
        out.write("<li class=\"sort-" + i + "\">" + Markup.of(sorts.get(i)) + "</li>");
      }
      out.write("</ul>");
    }
    out.write("</div>\n");
  }
}
