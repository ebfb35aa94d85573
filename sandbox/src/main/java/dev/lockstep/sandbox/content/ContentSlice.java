package dev.lockstep.sandbox.content;

import java.nio.ByteBuffer;

/// A run of another content's bytes.
record ContentSlice(Content whole, long from, long length) implements Content {
  ContentSlice {
    if (from < 0 || length < 0 || from + length > whole.length()) {
      throw new IllegalArgumentException(
          "No " + length + " bytes from " + from + " in " + whole.length());
    }
  }

  @Override
  public int read(long position, ByteBuffer target) {
    long left = length - position;
    if (left <= 0) {
      return 0;
    }
    int limit = target.limit();
    if (left < target.remaining()) {
      target.limit(target.position() + (int) left);
    }
    int put = whole.read(from + position, target);
    target.limit(limit);
    return put;
  }

  @Override
  public boolean kept() {
    return whole.kept();
  }
}
