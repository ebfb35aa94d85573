package dev.lockstep.cli;

import dev.lockstep.duckdb.ResultSink;
import dev.lockstep.duckdb.ResultSink.Column;
import dev.lockstep.duckdb.ResultSink.Kind;
import dev.lockstep.telemetry.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How the rows of a result are written.
final class ResultOutput {
  private ResultOutput() {}

  /// The formats, by their names as options.
  enum Format {
    TEXT,
    JSON,
    JSONL,
    CSV,
    PARQUET,
    /// As Athena leaves results in a bucket.
    ATHENA
  }

  /// What may follow `--output`.
  static final class Formats implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Format.values())
          .filter(format -> format != Format.ATHENA)
          .map(format -> format.name().toLowerCase(Locale.ROOT))
          .iterator();
    }
  }

  static Format format(String name) {
    return Arrays.stream(Format.values())
        .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(() ->
            new WrongUsage("--output is text, json, jsonl, csv or parquet, not '" + name + "'"));
  }

  static ResultSink sink(Format format, Writer out) {
    return switch (format) {
      case TEXT -> new TextTable(out);
      case JSON -> new Json(out, true);
      case JSONL -> new Json(out, false);
      case CSV -> new Csv(out, false);
      case ATHENA -> new Csv(out, true);
      case PARQUET -> throw new IllegalArgumentException("The engine writes Parquet itself");
    };
  }

  /// An array of objects, or an object a line.
  private static final class Json implements ResultSink {
    private final Writer out;
    private final boolean array;
    private List<Column> columns = List.of();
    private boolean any;

    Json(Writer out, boolean array) {
      this.out = out;
      this.array = array;
    }

    @Override
    public void begin(List<Column> all) throws IOException {
      columns = all;
      if (array) {
        out.write("[");
      }
    }

    @Override
    public void row(List<@Nullable String> values) throws IOException {
      if (array && any) {
        out.write(",\n ");
      }
      any = true;
      JsonWriter json = new JsonWriter(out).beginObject();
      for (int i = 0; i < values.size(); i++) {
        String value = values.get(i);
        json.name(columns.get(i).name());
        if (value == null || columns.get(i).kind() == Kind.TEXT) {
          json.value(value);
        } else {
          json.number(value);
        }
      }
      json.endObject();
      if (!array) {
        out.write("\n");
      }
    }

    @Override
    public void end() throws IOException {
      if (array) {
        out.write("]\n");
      }
    }
  }

  /// CSV with a header line. As Athena has it, every value is in quotes and NULL is nothing at all.
  private static final class Csv implements ResultSink {
    private final Writer out;
    private final boolean quotesAll;

    Csv(Writer out, boolean quotesAll) {
      this.out = out;
      this.quotesAll = quotesAll;
    }

    @Override
    public void begin(List<Column> columns) throws IOException {
      line(columns.stream().map(Column::name).toList());
    }

    @Override
    public void row(List<@Nullable String> values) throws IOException {
      line(values);
    }

    private void line(List<? extends @Nullable String> cells) throws IOException {
      out.write(cells.stream().map(this::cell).collect(Collectors.joining(",")) + "\n");
    }

    private String cell(@Nullable String value) {
      if (value == null) {
        return "";
      }
      boolean plain =
          !quotesAll
              && !value.isEmpty()
              && value.chars().allMatch(c -> c != ',' && c != '"' && c != '\n' && c != '\r');
      return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    @Override
    public void end() {}
  }
}
