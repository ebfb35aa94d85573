package dev.lockstep.listing;

import dev.lockstep.object.ObjectKey;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Guesses how many pages a range still has, from how far its walker has come in the key space by
/// its last pages. Keys are taken for numbers, evenly spread from where it was then to where the
/// range ends, whose digits are the bytes that were seen: wrong in detail, and good enough to tell
/// long from short. One thread at a time.
final class RangePace {
  /// So many bytes behind what all keys share are looked at.
  private static final int DIGITS = 8;

  /// How many pages are looked back, twice as many at the most.
  private static final int PAGES = 2;

  private final BitSet seen = new BitSet(256);
  private @Nullable ObjectKey began;
  private @Nullable ObjectKey midway;
  private int pages;
  private long all;

  /// Another page has been claimed, up to this key.
  void page(ObjectKey claimed) {
    all++;
    if (began == null) {
      began = claimed;
      return;
    }
    pages++;
    if (pages == PAGES) {
      midway = claimed;
    } else if (pages == 2 * PAGES) {
      began = midway;
      midway = claimed;
      pages = PAGES;
    }
  }

  /// How many pages the range may still have.
  ///
  /// @param last where it ends; null for the end of everything, of which nothing can be said but
  ///   that what has lasted so long may last as long again
  double remaining(ObjectKey claimed, @Nullable ObjectKey last) {
    if (began == null || pages == 0) {
      return 0;
    }
    if (last == null) {
      return all;
    }
    int shared = sharedLength(began, last);
    see(began, shared);
    see(claimed, shared);
    see(last, shared);
    double from = number(began, shared);
    double now = number(claimed, shared);
    double to = number(last, shared);
    return now <= from ? Double.MAX_VALUE : pages * Math.max(0, to - now) / (now - from);
  }

  /// Where there is a digit, there are all.
  private void see(ObjectKey key, int from) {
    for (int i = from; i < Math.min(from + DIGITS, key.length()); i++) {
      int value = key.byteAt(i);
      seen.set(value);
      if (value >= '0' && value <= '9') {
        seen.set('0', '9' + 1);
      }
    }
  }

  private static int sharedLength(ObjectKey one, ObjectKey other) {
    int most = Math.min(one.length(), other.length());
    int length = 0;
    while (length < most && one.byteAt(length) == other.byteAt(length)) {
      length++;
    }
    return length;
  }

  private double number(ObjectKey key, int from) {
    int base = seen.cardinality() + 1;
    double number = 0;
    for (int i = from; i < from + DIGITS; i++) {
      number = number * base + (i < key.length() ? rank(key.byteAt(i)) : 0);
    }
    return number;
  }

  /// From 1 on; what is shorter comes before.
  private int rank(int value) {
    return seen.get(0, value + 1).cardinality();
  }
}
