package dev.lockstep.sandbox.synthetic;

/// The sizes of a synthetic bucket's objects, in bytes.
@FunctionalInterface
public interface SizeScheme {
  /// The size of the object of a place.
  long size(long place);

  /// All of one size.
  static SizeScheme fixed(long bytes) {
    return _ -> bytes;
  }

  /// From a smallest to a largest size, half as many of each doubling as of the one before; a few
  /// dozen different sizes in all, so that ETags are not computed anew for each object.
  static SizeScheme spread(long smallest, long largest, long seed) {
    if (smallest < 0 || largest < smallest) {
      throw new IllegalArgumentException("No sizes from " + smallest + " to " + largest);
    }
    return place -> {
      int doublings = Long.numberOfTrailingZeros(Scramble.of(seed, place) | 1L << 40);
      long size = Math.max(1, smallest) << Math.min(doublings, 40);
      return smallest == 0 && doublings == 0 ? 0 : Math.min(largest, size);
    };
  }

  /// One object in `every` is large, all others are small.
  static SizeScheme oneIn(long every, long large, long small) {
    return place -> place % every == every - 1 ? large : small;
  }
}
