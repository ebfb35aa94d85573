package dev.lockstep.cli;

import dev.lockstep.duckdb.ResultSink;
import dev.lockstep.pages.Charts;
import dev.lockstep.pages.Figures;
import dev.lockstep.pages.Page;
import dev.lockstep.pages.Page.Fact;
import dev.lockstep.pages.Page.Tone;
import dev.lockstep.pages.Section;
import dev.lockstep.summary.ObjectSummary;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Hands the rows of a result on, and gathers what a page tells of them, in bounded memory: of rows
/// with keys the charts of objects, of few rows with numbers a bar each. One thread.
final class ResultPage implements ResultSink {
  private static final int ROWS = 100;
  private static final int BARS = 30;
  private static final int MOST_CHARTS = 4;

  private final ResultSink next;
  private final Instant now;
  private final ObjectSummary summary;
  private final List<List<@Nullable String>> first = new ArrayList<>();
  private List<Column> columns = List.of();
  private int key;
  private int size;
  private int modified;
  private int storageClass;
  private long rows;

  ResultPage(ResultSink next, Instant now) {
    this.next = next;
    this.now = now;
    this.summary = new ObjectSummary(1, now, Charts.PREFIXES);
  }

  @Override
  public void begin(List<Column> all) throws IOException {
    columns = all;
    key = place("key");
    size = place("size");
    modified = place("last_modified_date");
    storageClass = place("storage_class");
    next.begin(all);
  }

  private int place(String name) {
    return columns.stream()
        .map(column -> column.name().toLowerCase(Locale.ROOT))
        .toList()
        .indexOf(name);
  }

  @Override
  public void row(List<@Nullable String> values) throws IOException {
    rows++;
    if (first.size() < ROWS) {
      first.add(new ArrayList<>(values));
    }
    String name = value(values, key);
    if (name != null) {
      summary.add(
          0,
          name,
          number(value(values, size)),
          time(value(values, modified)),
          value(values, storageClass));
    }
    next.row(values);
  }

  private static @Nullable String value(List<@Nullable String> values, int place) {
    return place < 0 ? null : values.get(place);
  }

  private static @Nullable Long number(@Nullable String text) {
    return text == null || !text.matches("[0-9]{1,18}") ? null : Long.valueOf(text);
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException _) {
      return null;
    }
  }

  @Override
  public void end() throws IOException {
    next.end();
  }

  /// @param title what was asked
  /// @param about of what
  Page page(String title, String about) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Rows", Figures.count(rows), "", Tone.PLAIN));
    if (summary.all().objects() > 0 && size >= 0) {
      facts.add(new Fact("Bytes", Figures.size(summary.all().bytes()), "", Tone.PLAIN));
    }
    List<Section> sections = new ArrayList<>();
    if (key >= 0) {
      sections.addAll(Charts.of(summary, List.of("objects")));
    } else {
      sections.addAll(bars());
    }
    sections.add(
        new Section.Table(
            "Rows",
            rows == 0 ? "There are none." : PageText.firstOf(first.size(), rows, "rows"),
            columns.stream()
                .map(column -> new Section.Column(column.name(), column.kind() == Kind.NUMBER))
                .toList(),
            first));
    return new Page(title, about + " Asked on " + PageText.time(now) + ".", facts, sections);
  }

  /// A chart for each column of numbers, where the first column that is none says what they are of.
  private List<Section> bars() {
    int labels =
        IntStream.range(0, columns.size())
            .filter(i -> columns.get(i).kind() != Kind.NUMBER)
            .findFirst()
            .orElse(-1);
    if (labels < 0 || first.size() < 2) {
      return List.of();
    }
    List<List<@Nullable String>> shown = first.subList(0, Math.min(BARS, first.size()));
    return IntStream.range(0, columns.size())
        .filter(i -> columns.get(i).kind() == Kind.NUMBER)
        .limit(MOST_CHARTS)
        .mapToObj(i -> bars(labels, i, shown))
        .toList();
  }

  private Section bars(int labels, int numbers, List<List<@Nullable String>> shown) {
    String name = columns.get(numbers).name();
    return new Section.Bars(
        name,
        PageText.firstOf(shown.size(), rows, "rows"),
        columns.get(labels).name(),
        shown.stream().map(row -> String.valueOf(row.get(labels))).toList(),
        List.of(
            new Section.Series(
                name, shown.stream().map(row -> decimal(row.get(numbers))).toList())));
  }

  private static double decimal(@Nullable String text) {
    try {
      double value = text == null ? 0 : Double.parseDouble(text);
      return Double.isFinite(value) ? value : 0;
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
