package dev.lockstep.cli;

import dev.lockstep.duckdb.ResultSink;
import dev.lockstep.object.Printable;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A result as a table for people. The first rows say how wide the columns are; any number of
/// others may follow. Numbers stand at the right.
final class TextTable implements ResultSink {
  private static final int MEASURED = 1_000;

  private final Writer out;
  private final List<List<String>> first = new ArrayList<>();
  private List<Column> columns = List.of();
  private int[] widths = new int[0];
  private boolean measured;
  private long count;

  TextTable(Writer out) {
    this.out = out;
  }

  @Override
  public void begin(List<Column> all) {
    columns = all;
    first.add(all.stream().map(Column::name).map(Printable::escape).toList());
  }

  @Override
  public void row(List<@Nullable String> values) throws IOException {
    count++;
    List<String> shown = new ArrayList<>(values.size());
    for (String value : values) {
      shown.add(value == null ? "NULL" : Printable.escape(value));
    }
    if (measured) {
      write(shown);
    } else {
      first.add(shown);
      if (first.size() > MEASURED) {
        measure();
      }
    }
  }

  private void measure() throws IOException {
    measured = true;
    widths = new int[columns.size()];
    for (List<String> row : first) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    write(first.getFirst());
    write(Arrays.stream(widths).mapToObj("-"::repeat).toList());
    for (List<String> row : first.subList(1, first.size())) {
      write(row);
    }
    first.clear();
  }

  private void write(List<String> row) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String gap = " ".repeat(Math.max(0, widths[i] - row.get(i).length()));
      boolean right = columns.get(i).kind() == Kind.NUMBER;
      line.append(i == 0 ? "" : "  ").append(right ? gap + row.get(i) : row.get(i) + gap);
    }
    out.write(line.toString().stripTrailing());
    out.write("\n");
  }

  @Override
  public void end() throws IOException {
    if (columns.isEmpty()) {
      return;
    }
    if (!measured) {
      measure();
    }
    out.write(count == 1 ? "(1 row)\n" : "(" + Amounts.count(count) + " rows)\n");
  }
}
