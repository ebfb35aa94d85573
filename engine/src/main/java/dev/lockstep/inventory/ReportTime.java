package dev.lockstep.inventory;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/// Times as CSV reports have them: `2024-04-12T06:45:57.000Z`. One thread.
final class ReportTime {
  private static final long MILLIS_OF_A_DAY = 86_400_000;

  /// How long one is, in the years that have four digits.
  static final int LENGTH = 24;

  private long day = Long.MIN_VALUE;
  private final byte[] date = new byte[11];

  /// Writes a time.
  ///
  /// @param millis since 1970, of a year from 0 to 9999
  /// @return the place behind its last byte
  int write(long millis, byte[] target, int at) {
    long ofDay = Math.floorMod(millis, MILLIS_OF_A_DAY);
    beginDay(Math.floorDiv(millis, MILLIS_OF_A_DAY));
    System.arraycopy(date, 0, target, at, date.length);
    int minutes = (int) (ofDay / 60_000);
    int rest = (int) (ofDay % 60_000);
    digits(target, at + 11, minutes / 60, 2);
    target[at + 13] = ':';
    digits(target, at + 14, minutes % 60, 2);
    target[at + 16] = ':';
    digits(target, at + 17, rest / 1000, 2);
    target[at + 19] = '.';
    digits(target, at + 20, rest % 1000, 3);
    target[at + 23] = 'Z';
    return at + LENGTH;
  }

  private void beginDay(long other) {
    if (other == day) {
      return;
    }
    LocalDate local = LocalDate.ofEpochDay(other);
    if (local.getYear() < 0 || local.getYear() > 9999) {
      throw new InventoryException("the year " + local.getYear() + " can't be written in CSV");
    }
    digits(date, 0, local.getYear(), 4);
    date[4] = '-';
    digits(date, 5, local.getMonthValue(), 2);
    date[7] = '-';
    digits(date, 8, local.getDayOfMonth(), 2);
    date[10] = 'T';
    day = other;
  }

  private static void digits(byte[] target, int at, int value, int count) {
    int rest = value;
    for (int i = at + count - 1; i >= at; i--) {
      target[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /// Reads a time, with or without milliseconds.
  ///
  /// @return milliseconds since 1970
  /// @throws DateTimeException when it is none
  static long parse(String text) {
    return Instant.parse(text).toEpochMilli();
  }
}
