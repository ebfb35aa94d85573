package dev.lockstep.sandbox.content;

import java.nio.ByteBuffer;

/// Bytes in memory, in chunks of one size but for the last, so that no array gets large.
final class HeldBytes implements Content {
  static final int CHUNK = 1 << 18;

  private final byte[][] chunks;
  private final long length;

  HeldBytes(byte[][] chunks, long length) {
    this.chunks = chunks;
    this.length = length;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public int read(long position, ByteBuffer target) {
    int put = 0;
    long at = position;
    while (at < length && target.hasRemaining()) {
      byte[] chunk = chunks[(int) (at / CHUNK)];
      int from = (int) (at % CHUNK);
      int count = (int) Math.min(Math.min(chunk.length - from, target.remaining()), length - at);
      target.put(chunk, from, count);
      put += count;
      at += count;
    }
    return put;
  }
}
