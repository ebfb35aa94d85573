package dev.lockstep.listing;

import dev.lockstep.object.ObjectKey;
import org.jspecify.annotations.Nullable;

/// Guesses how many pages a range still has, from how far its walker has come in the key space for
/// the pages so far. Keys are taken for numbers, evenly spread between where the walk began and
/// where it is: wrong in detail, and good enough to tell long from short. One thread at a time.
final class RangePace {
  /// So many bytes behind what all keys share are looked at: they fit in a long, and steps remain
  /// visible.
  private static final int DIGITS = 6;

  private @Nullable ObjectKey began;
  private long pages;

  /// Another page has been claimed, up to this key.
  void page(ObjectKey claimed) {
    if (began == null) {
      began = claimed;
    } else {
      pages++;
    }
  }

  /// How many pages the range may still have.
  ///
  /// @param last where it ends; null for the end of everything, of which nothing can be said but
  ///   that it is far
  double remaining(ObjectKey claimed, @Nullable ObjectKey last) {
    if (began == null || pages == 0) {
      return 0;
    }
    if (last == null) {
      return Double.MAX_VALUE;
    }
    int shared = sharedLength(began, last);
    double from = number(began, shared);
    double now = number(claimed, shared);
    double to = number(last, shared);
    return now <= from ? Double.MAX_VALUE : pages * Math.max(0, to - now) / (now - from);
  }

  private static int sharedLength(ObjectKey one, ObjectKey other) {
    int most = Math.min(one.length(), other.length());
    int length = 0;
    while (length < most && one.byteAt(length) == other.byteAt(length)) {
      length++;
    }
    return length;
  }

  private static double number(ObjectKey key, int from) {
    long number = 0;
    for (int i = from; i < from + DIGITS; i++) {
      number = number << 8 | (i < key.length() ? key.byteAt(i) : 0);
    }
    return number;
  }
}
