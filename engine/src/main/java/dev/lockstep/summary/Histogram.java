package dev.lockstep.summary;

import java.util.ArrayList;
import java.util.List;

/// Totals by ranges of a value; the ranges are fixed from the start. One thread at a time.
public final class Histogram {
  private static final long HOUR = 3600;
  private static final long DAY = 24 * HOUR;

  private final long[] bounds;
  private final List<Totals> totals = new ArrayList<>();

  private Histogram(int sorts, long... bounds) {
    this.bounds = bounds;
    for (int i = 0; i <= bounds.length; i++) {
      totals.add(new Totals(sorts));
    }
  }

  /// By size in bytes: nothing, below 1 KiB, and on by eights to 128 GiB, and more.
  static Histogram ofSizes(int sorts) {
    long[] bounds = new long[11];
    bounds[0] = 1;
    for (int i = 1; i < bounds.length; i++) {
      bounds[i] = 1L << (7 + 3 * i);
    }
    return new Histogram(sorts, bounds);
  }

  /// By age in seconds: below an hour, a day, a week, 30, 90 and 180 days, 1, 2 and 5 years, and
  /// older.
  static Histogram ofAges(int sorts) {
    return new Histogram(
        sorts,
        HOUR,
        DAY,
        7 * DAY,
        30 * DAY,
        90 * DAY,
        180 * DAY,
        365 * DAY,
        2 * 365 * DAY,
        5 * 365 * DAY);
  }

  void add(int sort, long value, long size) {
    int range = 0;
    while (range < bounds.length && value >= bounds[range]) {
      range++;
    }
    totals.get(range).add(sort, size);
  }

  /// The ends of all ranges but the last, which has none. What is as large as an end lies in the
  /// range behind it.
  public List<Long> bounds() {
    List<Long> all = new ArrayList<>();
    for (long bound : bounds) {
      all.add(bound);
    }
    return all;
  }

  /// Of each range; one more than there are bounds.
  public List<Totals> totals() {
    return List.copyOf(totals);
  }

  /// Whether nothing was added.
  public boolean isEmpty() {
    return totals.stream().allMatch(one -> one.objects() == 0);
  }
}
