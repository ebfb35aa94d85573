package dev.lockstep.pages;

import dev.lockstep.pages.Section.Column;
import dev.lockstep.summary.PrefixNode;
import dev.lockstep.summary.Totals;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A section as markup: a place for its chart, what the chart says in words, and its figures in a
/// table, for whoever can't see it or has no program to draw it.
final class SectionText {
  private static final int ROWS = 100;
  private static final int LONGEST = 4096;

  private final Writer out;

  SectionText(Writer out) {
    this.out = out;
  }

  void write(int id, Section section) throws IOException {
    String wide =
        section instanceof Section.Treemap || section instanceof Section.Table ? " wide" : "";
    out.write("<section class=\"card" + wide + "\" aria-labelledby=\"title-" + id + "\">\n");
    out.write("<h2 id=\"title-" + id + "\">" + Markup.of(section.title()) + "</h2>\n");
    if (!section.text().isEmpty()) {
      out.write("<p>" + Markup.of(section.text()) + "</p>\n");
    }
    switch (section) {
      case Section.Treemap treemap -> {
        chart(id, "treemap", words(treemap));
        folded(id, prefixes(treemap));
      }
      case Section.Distribution distribution -> {
        chart(id, "bars", words(distribution));
        folded(id, figures(distribution));
      }
      case Section.Bars bars -> {
        chart(id, "bars", "Bars: " + bars.title() + ". The table has the same figures.");
      }
      case Section.Table table -> table(id, table);
    }
    out.write("</section>\n");
  }

  /// The chart's place is hidden, and a sentence stands for it, until the page's program has drawn
  /// it.
  private void chart(int id, String kind, String words) throws IOException {
    out.write(
        "<div class=\"chart "
            + kind
            + "\" id=\"chart-"
            + id
            + "\" role=\"img\" hidden=\"hidden\" aria-label=\""
            + Markup.of(words)
            + "\"></div>\n");
    out.write(
        "<p class=\"undrawn\" id=\"chart-"
            + id
            + "-undrawn\">The chart that belongs here is drawn by the page's own program, which this browser does not run, or not to its end. The table has the same figures.</p>\n");
  }

  /// Open for whoever has no chart; the page's program folds it.
  private void folded(int id, Section.Table table) throws IOException {
    out.write("<details open=\"open\"><summary>The same as a table</summary>\n");
    table(id, table);
    out.write("</details>\n");
  }

  private void table(int id, Section.Table table) throws IOException {
    out.write(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"title-"
            + id
            + "\">");
    out.write("<table aria-labelledby=\"title-" + id + "\">\n<thead><tr>");
    for (Column column : table.columns()) {
      out.write("<th scope=\"col\"" + (column.number() ? " class=\"number\"" : "") + ">");
      out.write(Markup.of(column.name()) + "</th>");
    }
    out.write("</tr></thead>\n<tbody>\n");
    for (List<@Nullable String> row : table.rows()) {
      out.write("<tr>");
      for (int i = 0; i < table.columns().size(); i++) {
        cell(row.get(i), table.columns().get(i).number());
      }
      out.write("</tr>\n");
    }
    out.write("</tbody>\n</table></div>\n");
  }

  private void cell(@Nullable String value, boolean number) throws IOException {
    if (value == null) {
      out.write("<td class=\"none" + (number ? " number" : "") + "\"></td>");
    } else if (number) {
      out.write("<td class=\"number\">" + Markup.of(cut(value)) + "</td>");
    } else {
      out.write("<td><bdi>" + Markup.of(cut(value)) + "</bdi></td>");
    }
  }

  private static String cut(String value) {
    return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + " …";
  }

  private static String words(Section.Treemap treemap) {
    Totals all = treemap.root().all();
    String largest =
        treemap.root().below().stream()
            .max(Comparator.comparingLong((PrefixNode node) -> node.all().objects()))
            .map(node ->
                ", most of them below "
                    + node.prefix()
                    + " ("
                    + Figures.objects(node.all().objects())
                    + ")")
            .orElse("");
    return "Treemap of "
        + Figures.objects(all.objects())
        + " and "
        + Figures.size(all.bytes())
        + largest
        + ". The table below has its figures.";
  }

  private static String words(Section.Distribution distribution) {
    int largest = 0;
    for (int i = 1; i < distribution.totals().size(); i++) {
      if (distribution.totals().get(i).objects() > distribution.totals().get(largest).objects()) {
        largest = i;
      }
    }
    return "Bars: "
        + distribution.title()
        + ". Most are "
        + distribution.labels().get(largest)
        + " ("
        + Figures.objects(distribution.totals().get(largest).objects())
        + "). The table below has its figures.";
  }

  /// The largest prefixes of the treemap's last level.
  private static Section.Table prefixes(Section.Treemap treemap) {
    List<PrefixNode> all = new ArrayList<>();
    collect(treemap.root(), all);
    all.sort(
        Comparator.comparingLong((PrefixNode node) -> node.all().objects())
            .reversed()
            .thenComparing(PrefixNode::prefix));
    List<List<@Nullable String>> rows = new ArrayList<>();
    all.stream()
        .limit(ROWS)
        .forEach(
            node -> rows.add(row(node.prefix().isEmpty() ? "(all)" : node.prefix(), node.all())));
    return new Section.Table(treemap.title(), "", columns("Prefix", treemap.sorts()), rows);
  }

  private static void collect(PrefixNode node, List<PrefixNode> all) {
    all.add(node);
    node.below().forEach(below -> collect(below, all));
  }

  private static Section.Table figures(Section.Distribution distribution) {
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (int i = 0; i < distribution.labels().size(); i++) {
      rows.add(row(distribution.labels().get(i), distribution.totals().get(i)));
    }
    return new Section.Table(
        distribution.title(), "", columns(distribution.of(), distribution.sorts()), rows);
  }

  private static List<Column> columns(String first, List<String> sorts) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column(first, false));
    if (sorts.size() == 1) {
      columns.add(new Column("Objects", true));
      columns.add(new Column("Bytes", true));
    } else {
      for (String sort : sorts) {
        columns.add(new Column(sort, true));
        columns.add(new Column("bytes", true));
      }
    }
    return columns;
  }

  private static List<@Nullable String> row(String name, Totals totals) {
    List<@Nullable String> cells = new ArrayList<>();
    cells.add(name);
    for (int sort = 0; sort < totals.sorts(); sort++) {
      cells.add(Figures.count(totals.objects(sort)));
      cells.add(Figures.size(totals.bytes(sort)));
    }
    return cells;
  }
}
