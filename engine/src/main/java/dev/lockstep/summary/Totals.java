package dev.lockstep.summary;

/// Objects and bytes, of several sorts beside each other. One thread at a time.
public final class Totals {
  private final long[] objects;
  private final long[] bytes;

  Totals(int sorts) {
    objects = new long[sorts];
    bytes = new long[sorts];
  }

  void add(int sort, long size) {
    objects[sort]++;
    bytes[sort] += size;
  }

  void add(Totals other) {
    for (int sort = 0; sort < objects.length; sort++) {
      objects[sort] += other.objects[sort];
      bytes[sort] += other.bytes[sort];
    }
  }

  /// How many sorts there are.
  public int sorts() {
    return objects.length;
  }

  public long objects(int sort) {
    return objects[sort];
  }

  public long bytes(int sort) {
    return bytes[sort];
  }

  /// Of all sorts.
  public long objects() {
    return sum(objects);
  }

  /// Of all sorts.
  public long bytes() {
    return sum(bytes);
  }

  private static long sum(long[] values) {
    long sum = 0;
    for (long value : values) {
      sum += value;
    }
    return sum;
  }
}
