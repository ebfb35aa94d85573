package dev.lockstep.s3.wire;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The buffers through which streamed bodies go: as many as there were at the same time.
final class PumpBuffers {
  private final ConcurrentLinkedQueue<ByteBuffer> free = new ConcurrentLinkedQueue<>();

  ByteBuffer take() {
    ByteBuffer buffer = free.poll();
    return buffer == null ? ByteBuffer.allocateDirect(BodyChunks.SIZE) : buffer.clear();
  }

  void giveBack(ByteBuffer buffer) {
    free.add(buffer);
  }
}
