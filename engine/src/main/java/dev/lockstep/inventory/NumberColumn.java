package dev.lockstep.inventory;

import java.util.Arrays;

/// A column of [InventoryRows] that holds numbers, times in milliseconds since 1970, or flags.
public final class NumberColumn {
  private final long[] values;
  private final boolean[] present;

  NumberColumn(int capacity) {
    values = new long[capacity];
    present = new boolean[capacity];
  }

  void clear() {
    Arrays.fill(present, false);
  }

  public void set(int row, long value) {
    values[row] = value;
    present[row] = true;
  }

  public void set(int row, boolean flag) {
    set(row, flag ? 1 : 0);
  }

  /// Whether the row has no value.
  public boolean isAbsent(int row) {
    return !present[row];
  }

  /// The value; of no meaning where it is absent.
  public long value(int row) {
    return values[row];
  }

  /// The value of a flag; false where it is absent.
  public boolean flag(int row) {
    return present[row] && values[row] != 0;
  }
}
