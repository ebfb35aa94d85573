package dev.lockstep.inventory;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Reads rows of CSV: GZIP or plain, fields quoted or not, lines ended by LF or CRLF.
final class CsvReader implements InventoryFiles.RowReader {
  private static final int ROWS = 4096;

  private final InventorySource source;
  private final InventorySchema schema;
  private final InputStream in;
  private final CsvLine line;
  private final InventoryRows rows;

  /// The column's field, where it is wanted.
  private final @Nullable InventoryField[] wantedAt;

  private long number;

  CsvReader(InventorySource source, InventorySchema schema, List<InventoryField> wanted)
      throws IOException {
    this.source = source;
    this.schema = schema;
    this.in = open(source);
    this.line = new CsvLine(in);
    this.rows = new InventoryRows(wanted, ROWS);
    this.wantedAt = new InventoryField[schema.columns().size()];
    for (InventoryField field : wanted) {
      schema.place(field).ifPresent(place -> wantedAt[place] = field);
    }
  }

  private static InputStream open(InventorySource source) throws IOException {
    boolean gzip = source.size() >= 2 && (source.range(0, 2).getShort() & 0xffff) == 0x1f8b;
    return gzip ? new GZIPInputStream(source.stream(), 1 << 16) : source.stream();
  }

  @Override
  public @Nullable InventoryRows next() throws IOException {
    rows.clear();
    try {
      while (!rows.isFull() && line.read()) {
        number++;
        if (line.cells() != schema.columns().size()) {
          throw corrupt("has " + line.cells() + " fields, not " + schema.columns().size());
        }
        if (number > 1 || !isHeader()) {
          fill(rows.count());
          rows.endRow();
        }
      }
    } catch (ZipException | EOFException e) {
      throw new InventoryException(
          source.name() + " is cut or damaged behind row " + number + ": " + e.getMessage(), e);
    }
    return rows.count() == 0 ? null : rows;
  }

  /// AWS writes none; others do.
  private boolean isHeader() {
    for (int cell = 0; cell < line.cells(); cell++) {
      if (!line.text(cell).equals(schema.columns().get(cell).name())) {
        return false;
      }
    }
    return true;
  }

  private void fill(int row) {
    for (int cell = 0; cell < wantedAt.length; cell++) {
      InventoryField field = wantedAt[cell];
      if (field != null && line.length(cell) > 0) {
        fill(row, cell, field);
      }
    }
  }

  private void fill(int row, int cell, InventoryField field) {
    int from = line.start(cell);
    int to = from + line.length(cell);
    switch (field.kind()) {
      case TEXT -> {
        if (field == InventoryField.KEY) {
          to = UrlText.decode(line.bytes(), from, to);
          if (to < 0) {
            throw corrupt("has a key that is not URL-encoded: " + line.text(cell));
          }
        }
        rows.text(field).set(row, line.bytes(), from, to);
      }
      case NUMBER, TIME, FLAG -> rows.number(field).set(row, value(line.text(cell), field));
    }
  }

  private long value(String text, InventoryField field) {
    try {
      return switch (field.kind()) {
        case TIME -> ReportTime.parse(text);
        case FLAG -> flag(text);
        case TEXT, NUMBER -> Long.parseLong(text);
      };
    } catch (DateTimeException | NumberFormatException e) {
      throw corrupt("has '" + text + "' for " + field.csvName());
    }
  }

  private static long flag(String text) {
    if (text.equalsIgnoreCase("true")) {
      return 1;
    }
    if (text.equalsIgnoreCase("false")) {
      return 0;
    }
    throw new NumberFormatException(text);
  }

  private InventoryException corrupt(String what) {
    return new InventoryException(source.name() + ": row " + number + " " + what);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
