package dev.lockstep.copy;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/// Direct buffers for objects that are held whole while they are relayed: two sizes, a fixed number
/// of each, made when first needed and then kept. Any thread may take and give back; taking waits
/// while all are out.
final class BufferPool {
  /// The largest object that is held whole, in bytes; larger ones are streamed.
  static final int LARGEST = 256 << 10;

  private static final int SMALL = 16 << 10;

  private final Shelf small;
  private final Shelf large;

  /// A quarter of the heap at the most: what is outside of it is limited along with it.
  ///
  /// @param wanted how many of each size; all together take 272 KiB times that
  static BufferPool within(long heap, int wanted) {
    return new BufferPool(Math.clamp(heap / 4 / (SMALL + LARGEST), 1, wanted));
  }

  /// @param each how many of each size; all together take `each` × 272 KiB
  BufferPool(int each) {
    small = new Shelf(SMALL, each);
    large = new Shelf(LARGEST, each);
  }

  /// A cleared buffer with room for this many bytes, its limit set to them.
  ByteBuffer take(int bytes) {
    return shelf(bytes).take().clear().limit(bytes);
  }

  void giveBack(ByteBuffer buffer) {
    shelf(buffer.capacity()).free.add(buffer);
    shelf(buffer.capacity()).permits.release();
  }

  private Shelf shelf(int bytes) {
    return bytes <= SMALL ? small : large;
  }

  private static final class Shelf {
    final Semaphore permits;
    final ConcurrentLinkedQueue<ByteBuffer> free = new ConcurrentLinkedQueue<>();
    private final int size;

    Shelf(int size, int count) {
      this.size = size;
      this.permits = new Semaphore(count);
    }

    ByteBuffer take() {
      permits.acquireUninterruptibly();
      ByteBuffer buffer = free.poll();
      try {
        return buffer == null ? ByteBuffer.allocateDirect(size) : buffer;
      } catch (OutOfMemoryError e) {
        permits.release();
        throw e;
      }
    }
  }
}
