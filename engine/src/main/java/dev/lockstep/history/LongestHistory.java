package dev.lockstep.history;

/// How many versions of one key are held in memory at once.
///
/// A version costs some 300 bytes while it is listed, and up to a kilobyte while its key is
/// compared and written; many keys are in hand at a time. So one key may have a version for each 8
/// KiB of heap: 8,192 with 64 MiB, 131,072 with 1 GiB.
public final class LongestHistory {
  private static final long HEAP_PER_VERSION = 8 << 10;

  private LongestHistory() {}

  /// With the heap that this process may have.
  public static int ofThisProcess() {
    return ofHeap(Runtime.getRuntime().maxMemory());
  }

  static int ofHeap(long bytes) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(1000, bytes / HEAP_PER_VERSION));
  }
}
