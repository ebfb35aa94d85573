package dev.lockstep.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One record of CSV after another (RFC 4180), as bytes. One thread.
final class CsvLine {
  /// Longer than any record of a report: what is no CSV must not fill the memory.
  private static final int LONGEST = 4 << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;
  private byte[] bytes = new byte[4096];
  private int filled;
  private int[] ends = new int[32];
  private int cells;

  CsvLine(InputStream in) {
    this.in = in;
  }

  /// Reads the next record; empty lines are none.
  ///
  /// @return false at the end
  boolean read() throws IOException {
    int c = next();
    while (c == '\n' || c == '\r') {
      c = next();
    }
    if (c < 0) {
      return false;
    }
    filled = 0;
    cells = 0;
    while (true) {
      c = cell(c);
      endCell();
      if (c == ',') {
        c = next();
      } else {
        return true;
      }
    }
  }

  /// @return what follows the cell: a comma, the end of the line, or -1
  private int cell(int first) throws IOException {
    int c = first;
    if (c == '"') {
      c = quoted();
    }
    while (c >= 0 && c != ',' && c != '\n') {
      if (c != '\r') {
        add(c);
      }
      c = next();
    }
    return c;
  }

  /// @return what follows the closing quote
  private int quoted() throws IOException {
    while (true) {
      int c = next();
      if (c < 0) {
        throw new InventoryException("the CSV ends within a quoted field");
      }
      if (c == '"') {
        c = next();
        if (c != '"') {
          return c;
        }
      }
      add(c);
    }
  }

  private void add(int c) {
    if (filled == bytes.length) {
      if (filled > LONGEST) {
        throw new InventoryException("a record is longer than " + LONGEST + " bytes: no CSV");
      }
      bytes = Arrays.copyOf(bytes, filled * 2);
    }
    bytes[filled++] = (byte) c;
  }

  private void endCell() {
    if (cells == ends.length) {
      if (cells > 1 << 16) {
        throw new InventoryException("a record has more than " + cells + " fields: no CSV");
      }
      ends = Arrays.copyOf(ends, cells * 2);
    }
    ends[cells++] = filled;
  }

  private int next() throws IOException {
    if (at == end) {
      end = in.read(buffer);
      at = 0;
      if (end <= 0) {
        end = 0;
        return -1;
      }
    }
    return buffer[at++] & 0xff;
  }

  int cells() {
    return cells;
  }

  byte[] bytes() {
    return bytes;
  }

  int start(int cell) {
    return cell == 0 ? 0 : ends[cell - 1];
  }

  int length(int cell) {
    return ends[cell] - start(cell);
  }

  String text(int cell) {
    return new String(bytes, start(cell), length(cell), StandardCharsets.UTF_8);
  }
}
