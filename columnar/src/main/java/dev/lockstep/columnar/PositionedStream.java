package dev.lockstep.columnar;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/// A stream that knows how many bytes have gone through it, for Parquet.
final class PositionedStream extends PositionOutputStream {
  private final OutputStream out;
  private long position;

  PositionedStream(OutputStream out) {
    this.out = out;
  }

  /// The stream as the file that parquet-java wants to make.
  OutputFile asFile() {
    PositionedStream stream = this;
    return new OutputFile() {
      @Override
      public PositionOutputStream create(long blockSizeHint) {
        return stream;
      }

      @Override
      public PositionOutputStream createOrOverwrite(long blockSizeHint) {
        return stream;
      }

      @Override
      public boolean supportsBlockSize() {
        return false;
      }

      @Override
      public long defaultBlockSize() {
        return 0;
      }
    };
  }

  @Override
  public long getPos() {
    return position;
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    position++;
  }

  @Override
  public void write(byte[] source, int from, int length) throws IOException {
    out.write(source, from, length);
    position += length;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
