package dev.lockstep.s3.xml;

import java.time.DateTimeException;
import java.time.OffsetDateTime;

/// Times as listings write them: `2026-11-23T16:01:53.000Z`.
final class IsoTime {
  /// No time of the usual form.
  static final long UNUSUAL = Long.MIN_VALUE;

  private static final int TO_SECONDS = 19;
  private static final long DAY_MILLIS = 86_400_000L;

  private IsoTime() {}

  /// Milliseconds since 1970 of a time in UTC, with or without three decimals; [#UNUSUAL] when it
  /// has another form.
  static long millis(byte[] text, int from, int to) {
    int length = to - from;
    if (length != TO_SECONDS + 1 && length != TO_SECONDS + 5 || text[to - 1] != 'Z') {
      return UNUSUAL;
    }
    int marks =
        text[from + 4] ^ '-'
            | text[from + 7] ^ '-'
            | text[from + 10] ^ 'T'
            | text[from + 13] ^ ':'
            | text[from + 16] ^ ':';
    int year = two(text, from) * 100 + two(text, from + 2);
    int month = two(text, from + 5);
    int day = two(text, from + 8);
    int hour = two(text, from + 11);
    int minute = two(text, from + 14);
    int second = two(text, from + 17);
    int millis = length == TO_SECONDS + 1 ? 0 : decimals(text, from + TO_SECONDS);
    boolean sound =
        (marks | year | month | day | hour | minute | second | millis) >= 0
            && marks == 0
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= lastDay(year, month)
            && hour < 24
            && minute < 60
            && second < 60;
    return sound
        ? epochDay(year, month, day) * DAY_MILLIS
            + hour * 3_600_000L
            + minute * 60_000L
            + second * 1000L
            + millis
        : UNUSUAL;
  }

  private static int decimals(byte[] text, int at) {
    int tens = two(text, at + 1);
    int last = text[at + 3] - '0';
    return text[at] != '.' || tens < 0 || last < 0 || last > 9 ? -1 : tens * 10 + last;
  }

  /// A number of two digits; far below 0 when they are none.
  private static int two(byte[] text, int at) {
    int high = text[at] - '0';
    int low = text[at + 1] - '0';
    return high < 0 || high > 9 || low < 0 || low > 9 ? Integer.MIN_VALUE / 200 : high * 10 + low;
  }

  private static int lastDay(int year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /// Days since 1970, counting years from March so that the leap day comes last.
  private static long epochDay(int year, int month, int day) {
    long y = month > 2 ? year : year - 1;
    long era = Math.floorDiv(y, 400L);
    long yearOfEra = y - era * 400;
    long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
  }

  /// Any other form of ISO 8601 with a zone.
  static long millis(String text) {
    try {
      return OffsetDateTime.parse(text.strip()).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      throw new XmlException("'" + text + "' is no time", e);
    }
  }
}
