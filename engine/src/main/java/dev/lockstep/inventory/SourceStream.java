package dev.lockstep.inventory;

import java.io.IOException;
import java.io.InputStream;

/// A data file from its beginning to its end.
final class SourceStream extends InputStream {
  private final InventorySource source;
  private long position;

  SourceStream(InventorySource source) {
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    int some = (int) Math.min(length, source.size() - position);
    if (some <= 0) {
      return length == 0 ? 0 : -1;
    }
    source.range(position, some).get(target, from, some);
    position += some;
    return some;
  }
}
