package dev.lockstep.columnar;

import dev.hardwood.InputFile;
import dev.lockstep.inventory.InventorySource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A data file as Hardwood reads it.
final class SourceFile implements InputFile {
  private final InventorySource source;

  SourceFile(InventorySource source) {
    this.source = source;
  }

  @Override
  public void open() {}

  @Override
  public ByteBuffer readRange(long offset, int length) throws IOException {
    return source.range(offset, length).order(ByteOrder.BIG_ENDIAN);
  }

  @Override
  public long length() {
    return source.size();
  }

  @Override
  public String name() {
    return source.name();
  }

  /// The source is its owner's to close.
  @Override
  public void close() {}
}
