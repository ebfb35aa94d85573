package dev.lockstep.sort;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Goes through a run row by row. One thread.
final class RunReader implements AutoCloseable {
  private final InputStream in;
  private byte[] buffer;
  private int at;
  private int length;
  private int end;
  private long left;

  RunReader(SortedRun run, int bufferBytes) throws IOException {
    this.in = run.file().read();
    this.buffer = new byte[bufferBytes];
    this.left = run.rows();
  }

  /// Steps to the first or the next row.
  ///
  /// @return false behind the last one
  boolean next() throws IOException {
    if (left == 0) {
      return false;
    }
    left--;
    at += length;
    need(RowBytes.HEAD);
    length = RowBytes.length(buffer, at);
    need(length);
    return true;
  }

  /// The array in which the row stands until the next step, from [#at] on.
  byte[] bytes() {
    return buffer;
  }

  int at() {
    return at;
  }

  private void need(int bytes) throws IOException {
    if (end - at >= bytes) {
      return;
    }
    byte[] target = bytes > buffer.length ? new byte[2 * bytes] : buffer;
    System.arraycopy(buffer, at, target, 0, end - at);
    end -= at;
    at = 0;
    buffer = target;
    end += in.readNBytes(buffer, end, buffer.length - end);
    if (end < bytes) {
      throw new EOFException("it is cut short");
    }
  }

  @Override
  public void close() throws IOException {
    buffer = Arrays.copyOf(buffer, 0);
    in.close();
  }
}
