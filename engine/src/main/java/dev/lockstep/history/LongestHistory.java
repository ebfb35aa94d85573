package dev.lockstep.history;

/// How many versions of one key are held in memory at once.
///
/// A version takes some 1.1 KiB of heap when both sides hold it and the map remembers it, next to
/// 11 MiB that the program takes anyhow: measured as the smallest heap in which a second run ends,
/// 12 MiB with 10 versions of a key, 24 MiB with 10,000, 56 MiB with 40,000. So a key that is
/// looked at by itself may have a version for each 2 KiB of heap: 32,768 with 64 MiB, 524,288 with
/// 1 GiB. Where several are looked at together, they share that.
public final class LongestHistory {
  private static final long HEAP_PER_VERSION = 2 << 10;
  private static final int LEAST = 1000;
  private static final int SOME = 4;

  private LongestHistory() {}

  /// With the heap that this process may have, for a key that is alone.
  public static int ofThisProcess() {
    return ofHeap(Runtime.getRuntime().maxMemory());
  }

  /// The same for one of the keys that are in hand together where nobody counts them.
  public static int amongSome() {
    return among(SOME);
  }

  /// The same for one of several keys.
  public static int among(int keys) {
    return Math.max(LEAST, ofThisProcess() / keys);
  }

  static int ofHeap(long bytes) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(LEAST, bytes / HEAP_PER_VERSION));
  }
}
