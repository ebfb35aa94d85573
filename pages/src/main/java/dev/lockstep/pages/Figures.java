package dev.lockstep.pages;

import java.util.List;
import java.util.Locale;

/// Numbers as people read them.
public final class Figures {
  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

  private Figures() {}

  /// `1,234,567`.
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// `1 object`, `1,234 objects`.
  public static String objects(long number) {
    return count(number) + (number == 1 ? " object" : " objects");
  }

  /// `0 B`, `1.5 MiB`.
  ///
  /// @param bytes not negative
  public static String size(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.size() - 1) {
      value /= 1024;
      unit++;
    }
    boolean whole = unit == 0 || value == Math.rint(value);
    return String.format(Locale.ROOT, whole ? "%.0f %s" : "%.1f %s", value, UNITS.get(unit));
  }
}
