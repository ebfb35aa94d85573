package dev.lockstep.s3;

import dev.lockstep.object.ObjectStanding;
import dev.lockstep.s3.wire.AnswerHead;
import dev.lockstep.s3.wire.HeaderName;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What headers tell of what a store does with an object on its own account. A value that makes no
/// sense is as one that is not there: nothing of an object's bytes depends on it.
final class StandingHeaders {
  private static final HeaderName REPLICATION = HeaderName.of("x-amz-replication-status");
  private static final HeaderName LEGAL_HOLD = HeaderName.of("x-amz-object-lock-legal-hold");
  private static final HeaderName EXPIRATION = HeaderName.of("x-amz-expiration");
  private static final HeaderName ARCHIVE = HeaderName.of("x-amz-archive-status");

  private static final Pattern EXPIRY_DATE = Pattern.compile("expiry-date=\"([^\"]+)\"");

  private StandingHeaders() {}

  static ObjectStanding read(AnswerHead head) {
    String replication = head.value(REPLICATION);
    String hold = head.value(LEGAL_HOLD);
    String expiration = head.value(EXPIRATION);
    String archive = head.value(ARCHIVE);
    return replication == null && hold == null && expiration == null && archive == null
        ? ObjectStanding.NONE
        : new ObjectStanding(replication, hold, expiry(expiration), archive);
  }

  private static @Nullable Instant expiry(@Nullable String header) {
    if (header == null) {
      return null;
    }
    Matcher date = EXPIRY_DATE.matcher(header);
    return date.find() ? HttpDate.parse(date.group(1)) : null;
  }
}
