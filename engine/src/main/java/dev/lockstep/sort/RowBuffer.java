package dev.lockstep.sort;

import java.io.IOException;
import java.util.Arrays;

/// Holds as many rows as its bytes allow, to be sorted. One thread.
final class RowBuffer {
  /// What a row takes beside its bytes: its place, twice while it is being sorted.
  private static final int PLACE = 2 * Integer.BYTES;

  private final int most;
  private byte[] rows = new byte[0];
  private int used;
  private int[] places = new int[64];
  private int count;

  /// @param most how many bytes it may hold; a single row may be larger
  RowBuffer(int most) {
    this.most = most;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /// @return false when it is full, and the row was not added
  boolean add(byte[] row) {
    if (count > 0 && used + row.length + (long) PLACE * (count + 1) > most) {
      return false;
    }
    if (used + row.length > rows.length) {
      long larger = Math.min(most, Math.max(1 << 12, 2L * rows.length));
      rows = Arrays.copyOf(rows, (int) Math.max(larger, used + row.length));
    }
    if (count == places.length) {
      places = Arrays.copyOf(places, 2 * count);
    }
    System.arraycopy(row, 0, rows, used, row.length);
    places[count++] = used;
    used += row.length;
    return true;
  }

  /// Gives all rows in the order of their keys, and is empty then.
  void drainTo(RunWriter run) throws IOException {
    sort(Arrays.copyOf(places, count), places, 0, count);
    for (int i = 0; i < count; i++) {
      run.add(rows, places[i]);
    }
    count = 0;
    used = 0;
  }

  /// Merge sort, from one array into the other, both of which hold the same at the beginning.
  private void sort(int[] from, int[] to, int low, int high) {
    if (high - low < 2) {
      return;
    }
    int middle = (low + high) >>> 1;
    sort(to, from, low, middle);
    sort(to, from, middle, high);
    int left = low;
    int right = middle;
    for (int at = low; at < high; at++) {
      boolean takeLeft =
          right == high
              || left < middle && RowBytes.compareKeys(rows, from[left], rows, from[right]) <= 0;
      to[at] = takeLeft ? from[left++] : from[right++];
    }
  }
}
