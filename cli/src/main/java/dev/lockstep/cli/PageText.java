package dev.lockstep.cli;

import dev.lockstep.pages.Figures;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How pages say things.
final class PageText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private PageText() {}

  /// `2026-11-28 09:30:00 UTC`.
  static String time(Instant time) {
    return TIME.format(time);
  }

  /// `The first 100 of 1,234 rows.`; nothing where all are there.
  static String firstOf(long shown, long all, String what) {
    return shown >= all
        ? ""
        : "The first " + Figures.count(shown) + " of " + Figures.count(all) + " " + what + ".";
  }
}
