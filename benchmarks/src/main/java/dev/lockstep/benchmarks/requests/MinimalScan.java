package dev.lockstep.benchmarks.requests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// The least that reading an answer takes: the known tags are looked for in its bytes, and nothing
/// is checked.
final class MinimalScan {
  private static final byte[] KEY = "<Key>".getBytes(ISO_8859_1);
  private static final byte[] MODIFIED = "<LastModified>".getBytes(ISO_8859_1);
  private static final byte[] ETAG = "<ETag>".getBytes(ISO_8859_1);
  private static final byte[] SIZE = "<Size>".getBytes(ISO_8859_1);
  private static final byte[] TOKEN = "<NextContinuationToken>".getBytes(ISO_8859_1);

  private final byte[] keys = new byte[Operation.ROWS * 64];
  private final int[] keyEnds = new int[Operation.ROWS];
  private final long[] sizes = new long[Operation.ROWS];
  private final long[] times = new long[Operation.ROWS];
  private final long[] etags = new long[Operation.ROWS * 2];
  private int at;

  private int find(byte[] bytes, int to, byte[] tag) {
    byte second = tag[1];
    for (int i = at; i < to - tag.length; i++) {
      if (bytes[i] == '<' && bytes[i + 1] == second && matches(bytes, i, tag)) {
        return i + tag.length;
      }
    }
    return -1;
  }

  private static boolean matches(byte[] bytes, int from, byte[] tag) {
    for (int i = 2; i < tag.length; i++) {
      if (bytes[from + i] != tag[i]) {
        return false;
      }
    }
    return true;
  }

  long page(byte[] bytes, int from, int to) {
    at = from;
    int token = find(bytes, to, TOKEN);
    int end = 0;
    int row = 0;
    for (int key = find(bytes, to, KEY); key > 0; key = find(bytes, to, KEY)) {
      at = key;
      while (bytes[at] != '<') {
        if (bytes[at] == '%') {
          keys[end++] = (byte) (digit(bytes[at + 1]) << 4 | digit(bytes[at + 2]));
          at += 3;
        } else {
          keys[end++] = bytes[at++];
        }
      }
      keyEnds[row] = end;
      at = find(bytes, to, MODIFIED);
      times[row] = time(bytes, at);
      at = find(bytes, to, ETAG) + "&quot;".length();
      etags[2 * row] = hex(bytes, at);
      etags[2 * row + 1] = hex(bytes, at + 16);
      at = find(bytes, to, SIZE);
      long size = 0;
      while (bytes[at] != '<') {
        size = size * 10 + bytes[at++] - '0';
      }
      sizes[row++] = size;
    }
    return seen(row, token > 0);
  }

  private long seen(int rows, boolean more) {
    long seen = more ? 1 : 0;
    for (int row = 0; row < rows; row++) {
      seen += sizes[row] + times[row] + keys[keyEnds[row] - 9];
      seen += keyEnds[row] - (row == 0 ? 0 : keyEnds[row - 1]);
    }
    return seen;
  }

  private static long hex(byte[] bytes, int from) {
    long value = 0;
    for (int i = from; i < from + 16; i++) {
      value = value << 4 | digit(bytes[i]);
    }
    return value;
  }

  private static int digit(byte b) {
    return b <= '9' ? b - '0' : (b | 0x20) - 'a' + 10;
  }

  private static long time(byte[] bytes, int from) {
    return LocalDateTime.of(
                two(bytes, from) * 100 + two(bytes, from + 2),
                two(bytes, from + 5),
                two(bytes, from + 8),
                two(bytes, from + 11),
                two(bytes, from + 14),
                two(bytes, from + 17))
            .toEpochSecond(ZoneOffset.UTC)
        * 1000;
  }

  private static int two(byte[] bytes, int from) {
    return (bytes[from] - '0') * 10 + bytes[from + 1] - '0';
  }

  /// The ETag of the result of a copy.
  long copy(byte[] bytes, int from, int to) {
    at = from;
    int etag = find(bytes, to, ETAG) + "&quot;".length();
    return new String(bytes, etag, 32, ISO_8859_1).hashCode();
  }
}
