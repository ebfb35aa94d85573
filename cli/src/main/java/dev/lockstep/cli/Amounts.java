package dev.lockstep.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/// Sizes and times as people write them, read and written.
final class Amounts {
  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");

  private Amounts() {}

  /// @param option what it is the value of
  /// @param text bytes, with `K`, `M`, `G` or `T` for multiples of 1,024: `500`, `1.5G`, `5MiB`
  static long bytes(String option, String text) {
    String plain = text.strip().toUpperCase(Locale.ROOT).replaceFirst("I?B$", "");
    int power = plain.isEmpty() ? 0 : "KMGTP".indexOf(plain.charAt(plain.length() - 1)) + 1;
    try {
      double number =
          Double.parseDouble(power == 0 ? plain : plain.substring(0, plain.length() - 1));
      double bytes = number * Math.pow(1024, power);
      if (number >= 0 && bytes < Long.MAX_VALUE) {
        return (long) bytes;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new WrongUsage(
        option
            + ": '"
            + text
            + "' is no size: write bytes, or a number with K, M, G or T, such as 500 or 1.5G");
  }

  /// @param option what it is the value of
  /// @param text a time ago (`45s`, `30m`, `12h`, `7d`, `2w`), a day (`2026-01-31`, UTC) or a time
  ///   (`2026-01-31T10:00:00Z`)
  static Instant time(String option, String text, Instant now) {
    try {
      if (text.matches("[0-9]+[smhdw]")) {
        return now.minus(ago(text));
      }
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw new WrongUsage(
          option
              + ": '"
              + text
              + "' is no time: write 12h, 7d, 2026-01-31 or 2026-01-31T10:00:00Z");
    }
  }

  /// @param option what it is the value of
  /// @param text `45s`, `30m`, `12h`, `7d`, `2w`
  static Duration duration(String option, String text) {
    try {
      if (text.matches("[0-9]+[smhdw]")) {
        return ago(text);
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // told below
    }
    throw new WrongUsage(option + ": '" + text + "' is no length of time: write 30s, 10m or 2h");
  }

  private static Duration ago(String text) {
    long number = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(number);
      case 'm' -> Duration.ofMinutes(number);
      case 'h' -> Duration.ofHours(number);
      case 'd' -> Duration.ofDays(number);
      default -> Duration.ofDays(Math.multiplyExact(7, number));
    };
  }

  /// `1.5 GiB`.
  static String size(long bytes) {
    double number = bytes;
    int unit = 0;
    while (number >= 1024 && unit < UNITS.size() - 1) {
      number /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", number, UNITS.get(unit));
  }

  /// `12,345`.
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// `12,345 objects`, or `1 object`.
  static String objects(long number) {
    return of(number, "object");
  }

  /// `12,345 versions`, or `1 version`.
  static String versions(long number) {
    return of(number, "version");
  }

  /// @param what one of them
  static String of(long number, String what) {
    return count(number) + " " + what + (number == 1 ? "" : "s");
  }

  /// `3.2 s`, `4 min 5 s` or `2 h 3 min`.
  static String time(Duration time) {
    if (time.toSeconds() < 60) {
      return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
    return time.toHours() == 0
        ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
        : time.toHours() + " h " + time.toMinutesPart() + " min";
  }
}
