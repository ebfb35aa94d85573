package dev.lockstep.sandbox.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What comes over a connection, by lines and by bytes.
final class WireInput {
  private static final int LONGEST_LINE = 64 << 10;

  private final InputStream in;
  private byte[] buffer = new byte[16 << 10];
  private int at;
  private int end;

  WireInput(InputStream in) {
    this.in = in;
  }

  /// The next line without its end, one `char` for each byte; null when the connection has ended.
  @Nullable String line() throws IOException {
    int scanned = at;
    while (true) {
      for (; scanned < end; scanned++) {
        if (buffer[scanned] == '\n') {
          int stop = scanned > at && buffer[scanned - 1] == '\r' ? scanned - 1 : scanned;
          String line = new String(buffer, at, stop - at, StandardCharsets.ISO_8859_1);
          at = scanned + 1;
          return line;
        }
      }
      int before = scanned - at;
      if (!more()) {
        if (before > 0) {
          throw new EOFException("The connection ended within a line");
        }
        return null;
      }
      scanned = at + before;
    }
  }

  /// Reads on, keeping what was not taken yet.
  private boolean more() throws IOException {
    if (at > 0) {
      System.arraycopy(buffer, at, buffer, 0, end - at);
      end -= at;
      at = 0;
    }
    if (end == buffer.length) {
      if (end >= LONGEST_LINE) {
        throw new IOException("A line of more than " + LONGEST_LINE + " bytes");
      }
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int count = in.read(buffer, end, buffer.length - end);
    end += Math.max(0, count);
    return count >= 0;
  }

  /// As [InputStream#read(byte\[\], int, int)].
  int read(byte[] target, int from, int count) throws IOException {
    if (at == end) {
      return in.read(target, from, count);
    }
    int taken = Math.min(count, end - at);
    System.arraycopy(buffer, at, target, from, taken);
    at += taken;
    return taken;
  }
}
