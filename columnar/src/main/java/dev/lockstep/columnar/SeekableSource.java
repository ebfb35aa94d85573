package dev.lockstep.columnar;

import dev.lockstep.inventory.InventorySource;
import java.io.IOException;
import org.apache.hadoop.fs.FSInputStream;

/// A data file as ORC's library reads it: a stream that can go to any place.
final class SeekableSource extends FSInputStream {
  private final InventorySource source;
  private long position;

  SeekableSource(InventorySource source) {
    this.source = source;
  }

  @Override
  public void seek(long to) {
    position = to;
  }

  @Override
  public long getPos() {
    return position;
  }

  @Override
  public boolean seekToNewSource(long to) {
    return false;
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
