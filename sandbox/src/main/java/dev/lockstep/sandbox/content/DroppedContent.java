package dev.lockstep.sandbox.content;

import java.nio.ByteBuffer;

/// Bytes that were digested as they came, and not kept.
record DroppedContent(long length) implements Content {
  @Override
  public int read(long position, ByteBuffer target) {
    throw new UnsupportedOperationException("These bytes were dropped as they came");
  }

  @Override
  public boolean kept() {
    return false;
  }
}
