package dev.lockstep.inventory;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A column of [InventoryRows] that holds UTF-8, one value after another in one array. An empty
/// value is the same as none.
public final class TextColumn {
  private byte[] bytes;
  private final int[] ends;
  private int filled;

  TextColumn(int capacity) {
    bytes = new byte[capacity * 16];
    ends = new int[capacity];
  }

  void clear() {
    filled = 0;
  }

  /// Rows before `row` that were not set are empty.
  void endAt(int row) {
    int end = end();
    while (filled < row) {
      ends[filled++] = end;
    }
  }

  private int end() {
    return filled == 0 ? 0 : ends[filled - 1];
  }

  /// Sets a row; rows come in order, each once, and some may be left out.
  public void set(int row, byte[] source, int from, int to) {
    int at = room(row, to - from);
    System.arraycopy(source, from, bytes, at, to - from);
    ends[filled++] = at + to - from;
  }

  /// The same with all bytes of an array.
  public void set(int row, byte[] source) {
    set(row, source, 0, source.length);
  }

  /// The same with text.
  @SuppressWarnings("deprecation") // The quickest way there is for what is ASCII.
  public void set(int row, String text) {
    int at = room(row, text.length());
    boolean ascii = true;
    for (int i = 0; i < text.length() && ascii; i++) {
      ascii = text.charAt(i) < 128;
    }
    if (ascii) {
      text.getBytes(0, text.length(), bytes, at);
      ends[filled++] = at + text.length();
    } else {
      set(row, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// Makes room for a value of a row, to be written into [#bytes] from the place given, and ended
  /// with [#endValue].
  public int room(int row, int longest) {
    endAt(row);
    int at = end();
    if (at + longest > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(at + longest, bytes.length * 2));
    }
    return at;
  }

  /// Ends the value that there was room made for.
  ///
  /// @param end the place behind its last byte
  public void endValue(int end) {
    ends[filled++] = end;
  }

  /// The array in which the values stand.
  public byte[] bytes() {
    return bytes;
  }

  /// Where each value ends.
  int[] ends() {
    return ends;
  }

  public int start(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  public int end(int row) {
    return ends[row];
  }

  public int length(int row) {
    return ends[row] - start(row);
  }

  public boolean isEmpty(int row) {
    return length(row) == 0;
  }

  public String value(int row) {
    return new String(bytes, start(row), length(row), StandardCharsets.UTF_8);
  }
}
