package dev.lockstep.pages;

import dev.lockstep.object.Printable;
import dev.lockstep.summary.PrefixNode;
import dev.lockstep.summary.Totals;
import dev.lockstep.telemetry.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// What the page's program draws, as JSON inside the page. No character in it can end the element
/// that it stands in.
final class ChartData {
  private final JsonWriter json;

  ChartData(Appendable page) {
    this.json = new JsonWriter(new Escaped(page));
  }

  void write(List<Section> sections) {
    json.beginArray();
    for (int i = 0; i < sections.size(); i++) {
      switch (sections.get(i)) {
        case Section.Treemap treemap -> write(i, treemap);
        case Section.Distribution distribution -> write(i, distribution);
        case Section.Bars bars -> write(i, bars);
        case Section.Table _ -> {}
      }
    }
    json.endArray();
  }

  private void begin(int id, String kind, String title) {
    json.beginObject()
        .member("id", "chart-" + id)
        .member("kind", kind)
        .member("title", Printable.escape(title));
  }

  private void write(int id, Section.Treemap treemap) {
    begin(id, "treemap", treemap.title());
    names("sorts", treemap.sorts());
    json.name("root");
    node(treemap.root());
    json.endObject();
  }

  private void node(PrefixNode node) {
    json.beginObject();
    json.member("name", Printable.escape(node.name()))
        .member("prefix", Printable.escape(node.prefix()));
    totals("all", node.all());
    json.name("below").beginArray();
    node.below().forEach(this::node);
    rest("here", node.here());
    rest("others", node.others());
    json.endArray().endObject();
  }

  private void rest(String name, Totals totals) {
    if (totals.objects() > 0) {
      json.beginObject().member("rest", name);
      totals("all", totals);
      json.endObject();
    }
  }

  private void totals(String name, Totals totals) {
    json.name(name).beginArray().beginArray();
    for (int sort = 0; sort < totals.sorts(); sort++) {
      json.value(totals.objects(sort));
    }
    json.endArray().beginArray();
    for (int sort = 0; sort < totals.sorts(); sort++) {
      json.value(totals.bytes(sort));
    }
    json.endArray().endArray();
  }

  private void write(int id, Section.Distribution distribution) {
    begin(id, "distribution", distribution.title());
    json.member("of", distribution.of());
    names("sorts", distribution.sorts());
    names("labels", distribution.labels());
    json.name("totals").beginArray();
    for (Totals totals : distribution.totals()) {
      json.beginObject();
      totals("all", totals);
      json.endObject();
    }
    json.endArray().endObject();
  }

  private void write(int id, Section.Bars bars) {
    begin(id, "bars", bars.title());
    json.member("of", Printable.escape(bars.of()));
    names("labels", bars.labels());
    json.name("series").beginArray();
    for (Section.Series series : bars.series()) {
      json.beginObject()
          .member("name", Printable.escape(series.name()))
          .name("values")
          .beginArray();
      series.values().forEach(value -> json.number(String.format(Locale.ROOT, "%s", value)));
      json.endArray().endObject();
    }
    json.endArray().endObject();
  }

  private void names(String name, List<String> names) {
    json.name(name).beginArray();
    names.forEach(one -> json.value(Printable.escape(one)));
    json.endArray();
  }

  /// Writes `<`, `>` and `&`, which JSON has in strings alone, by their numbers.
  private record Escaped(Appendable page) implements Appendable {
    @Override
    public Appendable append(CharSequence text) throws IOException {
      return append(text, 0, text.length());
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) throws IOException {
      for (int i = start; i < end; i++) {
        append(text.charAt(i));
      }
      return this;
    }

    @Override
    public Appendable append(char c) throws IOException {
      switch (c) {
        case '<' -> page.append("\\u003c");
        case '>' -> page.append("\\u003e");
        case '&' -> page.append("\\u0026");
        default -> page.append(c);
      }
      return this;
    }
  }
}
