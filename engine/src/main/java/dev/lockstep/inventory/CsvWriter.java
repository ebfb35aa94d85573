package dev.lockstep.inventory;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Writes rows as CSV.
final class CsvWriter implements InventoryFiles.RowWriter {
  private static final int BUFFER = 1 << 16;

  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

  private final List<InventoryField> fields;
  private final CountedStream counted;
  private final Gzip out;
  private final ReportTime times = new ReportTime();
  private byte[] row = new byte[BUFFER];
  private int end;

  CsvWriter(OutputStream out, List<InventoryField> fields) throws IOException {
    this.fields = List.copyOf(fields);
    this.counted = new CountedStream(out);
    this.out = new Gzip(counted);
  }

  /// Keys repeat so much that the quickest level leaves little to gain.
  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  @Override
  public void write(InventoryRows rows) throws IOException {
    for (int i = 0; i < rows.count(); i++) {
      for (int column = 0; column < fields.size(); column++) {
        write(rows, i, fields.get(column));
        row[end++] = column == fields.size() - 1 ? (byte) '\n' : (byte) ',';
      }
      if (end > BUFFER / 2) {
        flush();
      }
    }
    flush();
  }

  private void flush() throws IOException {
    out.write(row, 0, end);
    end = 0;
  }

  private void write(InventoryRows rows, int i, InventoryField field) {
    room(64);
    row[end++] = '"';
    switch (field.kind()) {
      case TEXT -> text(rows.text(field), i, field == InventoryField.KEY);
      case NUMBER -> number(rows.number(field), i);
      case TIME -> time(rows.number(field), i);
      case FLAG -> flag(rows.number(field), i);
    }
    row[end++] = '"';
  }

  private void text(TextColumn column, int i, boolean encoded) {
    byte[] bytes = column.bytes();
    int from = column.start(i);
    int to = column.end(i);
    room((to - from) * UrlText.LONGEST + 4);
    if (encoded) {
      end = UrlText.encode(bytes, from, to, row, end);
      return;
    }
    for (int at = from; at < to; at++) {
      if (bytes[at] == '"') {
        row[end++] = '"';
      }
      row[end++] = bytes[at];
    }
  }

  private void number(NumberColumn column, int i) {
    if (!column.isAbsent(i)) {
      add(ascii(column.value(i)));
    }
  }

  private static byte[] ascii(long value) {
    String digits = Long.toString(value);
    byte[] bytes = new byte[digits.length()];
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = (byte) digits.charAt(at);
    }
    return bytes;
  }

  private void time(NumberColumn column, int i) {
    if (!column.isAbsent(i)) {
      end = times.write(column.value(i), row, end);
    }
  }

  private void flag(NumberColumn column, int i) {
    if (!column.isAbsent(i)) {
      add(column.flag(i) ? TRUE : FALSE);
    }
  }

  private void add(byte[] bytes) {
    System.arraycopy(bytes, 0, row, end, bytes.length);
    end += bytes.length;
  }

  private void room(int bytes) {
    if (end + bytes > row.length) {
      row = Arrays.copyOf(row, Math.max(end + bytes, row.length * 2));
    }
  }

  @Override
  public long bytes() {
    return counted.bytes();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
