package dev.lockstep.sort;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Writes a run: rows come in order, and what comes twice is written once. One thread.
final class RunWriter implements AutoCloseable {
  private final ScratchFile file;
  private final OutputStream out;
  private final Repeats repeats;
  private long rows;

  RunWriter(ScratchFile file, int bufferBytes, Repeats repeats) throws IOException {
    this.file = file;
    this.out = new BufferedOutputStream(file.out(), bufferBytes);
    this.repeats = repeats;
  }

  void add(byte[] in, int at) throws IOException {
    if (!repeats.isRepeated(in, at)) {
      out.write(in, at, RowBytes.length(in, at));
      rows++;
    }
  }

  /// The run, whole.
  SortedRun finish() throws IOException {
    out.close();
    return new SortedRun(file, rows);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
