package dev.lockstep.sandbox.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The body of a request, read as it comes. A client that waits for `100 Continue` is told to go on
/// at the first read.
public final class BodyStream {
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private final WireInput in;
  private final @Nullable Output waiting;
  private final boolean chunked;
  private final long length;
  private long left;
  private boolean begun;
  private boolean over;

  /// Where to tell a waiting client to go on.
  @FunctionalInterface
  interface Output {
    void write(byte[] bytes) throws IOException;
  }

  /// @param length -1 for a body in the chunks of HTTP
  /// @param waiting null when the client doesn't wait
  BodyStream(WireInput in, long length, @Nullable Output waiting) {
    this.in = in;
    this.length = length;
    this.chunked = length < 0;
    this.left = Math.max(0, length);
    this.over = length == 0;
    this.waiting = waiting;
  }

  /// In bytes; -1 when it wasn't told.
  public long length() {
    return length;
  }

  /// As [java.io.InputStream#read(byte\[\], int, int)].
  public int read(byte[] target, int from, int count) throws IOException {
    begin();
    if (chunked && left == 0 && !over) {
      nextChunk();
    }
    if (over || left == 0) {
      over = true;
      return -1;
    }
    int taken = in.read(target, from, (int) Math.min(count, left));
    if (taken < 0) {
      throw new EOFException("The connection ended within a body");
    }
    left -= taken;
    endChunk();
    return taken;
  }

  /// The next line of the body, for those that are made of lines.
  ///
  /// @return null at the end
  public @Nullable String line() throws IOException {
    if (!chunked) {
      begin();
      if (left == 0) {
        over = true;
        return null;
      }
    }
    StringBuilder line = new StringBuilder();
    byte[] one = new byte[1];
    while (read(one, 0, 1) > 0) {
      if (one[0] == '\n') {
        int last = line.length() - 1;
        return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
      }
      line.append((char) (one[0] & 0xff));
    }
    return line.isEmpty() ? null : line.toString();
  }

  /// Tells a waiting client to go on. Amazon does so for an empty body too, and clients count on
  /// it.
  void begin() throws IOException {
    if (!begun) {
      begun = true;
      if (waiting != null) {
        waiting.write(CONTINUE);
      }
    }
  }

  private void nextChunk() throws IOException {
    String line = in.line();
    if (line == null) {
      throw new EOFException("The connection ended within a body");
    }
    int mark = line.indexOf(';');
    try {
      left = Long.parseLong((mark < 0 ? line : line.substring(0, mark)).strip(), 16);
    } catch (NumberFormatException e) {
      throw new IOException("No length of a chunk: " + line, e);
    }
    if (left == 0) {
      over = true;
      for (String trailer = in.line(); trailer != null && !trailer.isEmpty(); ) {
        trailer = in.line();
      }
    }
  }

  private void endChunk() throws IOException {
    if (chunked && left == 0) {
      in.line();
    }
  }

  /// Whether what is left can be read away. Not when the client still waits to be told to send it,
  /// because nobody knows if it will.
  boolean canBeDrained(long most) {
    return over || (begun || waiting == null) && left <= most;
  }

  /// Reads what the answer was made without, so that the next request can be read.
  ///
  /// @param most give up behind so many bytes
  /// @return whether the body was read to its end
  boolean drain(long most) throws IOException {
    if (!begun && waiting != null) {
      return over;
    }
    byte[] rest = new byte[8 << 10];
    long drained = 0;
    while (!over && drained < most) {
      drained += Math.max(0, read(rest, 0, rest.length));
    }
    return over;
  }
}
