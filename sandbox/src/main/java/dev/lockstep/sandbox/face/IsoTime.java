package dev.lockstep.sandbox.face;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Times as the XML of S3 has them.
final class IsoTime {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Instant last = Instant.EPOCH;
  private String text = format(last);

  static String format(Instant time) {
    return FORMAT.format(time);
  }

  /// The time as text; that of the time before is kept, because listings repeat it. One thread.
  String of(Instant time) {
    if (!time.equals(last)) {
      last = time;
      text = format(time);
    }
    return text;
  }
}
