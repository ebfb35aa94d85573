package dev.lockstep.s3.sign;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// A second, as SigV4 writes it.
///
/// @param text `20261123T160153Z`
/// @param date `20261123`
record SigningTime(long epochSecond, String text, String date) {
  private static volatile SigningTime latest = make(0);

  /// Written once a second, whoever asks.
  static SigningTime of(long epochMillis) {
    long second = Math.floorDiv(epochMillis, 1000L);
    SigningTime time = latest;
    if (time.epochSecond != second) {
      time = make(second);
      latest = time;
    }
    return time;
  }

  private static SigningTime make(long second) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(16);
    digits(text, time.getYear(), 1000);
    digits(text, time.getMonthValue(), 10);
    digits(text, time.getDayOfMonth(), 10);
    String date = text.toString();
    text.append('T');
    digits(text, time.getHour(), 10);
    digits(text, time.getMinute(), 10);
    digits(text, time.getSecond(), 10);
    return new SigningTime(second, text.append('Z').toString(), date);
  }

  private static void digits(StringBuilder text, int number, int highest) {
    for (int unit = highest; unit > 0; unit /= 10) {
      text.append((char) ('0' + number / unit % 10));
    }
  }
}
