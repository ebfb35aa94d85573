package dev.lockstep.s3;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Times as HTTP's headers write them: `Mon, 23 Nov 2026 16:01:53 GMT`.
final class HttpDate {
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

  private HttpDate() {}

  /// The time; null when it has another form.
  static @Nullable Instant parse(@Nullable String text) {
    if (text == null || text.length() != 29 || !text.endsWith(" GMT")) {
      return null;
    }
    int month = MONTHS.indexOf(text.substring(8, 11));
    if (month < 0 || month % 3 != 0) {
      return null;
    }
    try {
      return LocalDateTime.of(
              Integer.parseInt(text, 12, 16, 10),
              month / 3 + 1,
              Integer.parseInt(text, 5, 7, 10),
              Integer.parseInt(text, 17, 19, 10),
              Integer.parseInt(text, 20, 22, 10),
              Integer.parseInt(text, 23, 25, 10))
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException | NumberFormatException _) {
      return null;
    }
  }
}
