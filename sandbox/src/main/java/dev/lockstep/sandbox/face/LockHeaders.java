package dev.lockstep.sandbox.face;

import dev.lockstep.object.ObjectLock;
import dev.lockstep.sandbox.http.HttpHeaders;
import dev.lockstep.sandbox.http.HttpResponse;
import dev.lockstep.sandbox.store.BodyClaims;
import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.Refusal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// Retention and legal hold, as headers.
final class LockHeaders {
  private static final String MODE = "x-amz-object-lock-mode";
  private static final String UNTIL = "x-amz-object-lock-retain-until-date";
  private static final String HOLD = "x-amz-object-lock-legal-hold";

  private LockHeaders() {}

  static ObjectLock read(HttpHeaders headers) {
    String mode = headers.first(MODE);
    String until = headers.first(UNTIL);
    if ((mode == null) != (until == null)) {
      throw new Refusal(
          ErrorCode.INVALID_ARGUMENT, UNTIL + " and " + MODE + " must both be supplied");
    }
    String hold = headers.first(HOLD);
    return retention(mode, until).withLegalHold(hold != null && isOn(hold));
  }

  /// @param mode null for no retention
  static ObjectLock retention(@Nullable String mode, @Nullable String until) {
    return mode == null || until == null
        ? ObjectLock.NONE
        : ObjectLock.retention(mode(mode), time(until));
  }

  private static ObjectLock.Mode mode(String value) {
    return switch (value) {
      case "GOVERNANCE" -> ObjectLock.Mode.GOVERNANCE;
      case "COMPLIANCE" -> ObjectLock.Mode.COMPLIANCE;
      default -> throw Refusal.argument(MODE, value, "Unknown wormMode directive.");
    };
  }

  private static Instant time(String value) {
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException e) {
      throw Refusal.argument(
          UNTIL, value, "The retain until date must be provided in ISO 8601 format");
    }
  }

  static boolean isOn(String value) {
    return switch (value) {
      case "ON" -> true;
      case "OFF" -> false;
      default -> throw Refusal.argument(HOLD, value, "Legal Hold must be either of 'ON' or 'OFF'");
    };
  }

  /// Refuses what S3 does not lock: bytes of which nothing was said that proves them.
  static void checkDigest(ObjectLock lock, BodyClaims claims) {
    if (!lock.isNone() && claims.md5() == null && claims.algorithm() == null) {
      throw new Refusal(
          ErrorCode.INVALID_REQUEST,
          "Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with"
              + " Object Lock parameters");
    }
  }

  static void write(ObjectLock lock, HttpResponse response) {
    if (lock.mode() != null && lock.retainUntil() != null) {
      response.header(MODE, lock.mode().name());
      response.header(UNTIL, IsoTime.format(lock.retainUntil()));
    }
    response.header(HOLD, lock.legalHold() ? "ON" : null);
  }
}
