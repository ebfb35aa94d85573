package dev.lockstep.sandbox.fault;

import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.StoreFailure.Detail;
import java.time.Duration;

/// What a fault is called at the port, as a client that has understood it would.
final class PortFailures {
  private PortFailures() {}

  static StoreException of(Fault.Status fault, Asked asked, String store) {
    Detail detail = new Detail(fault.status(), fault.code(), "a test wants it", "");
    StoreFailure failure =
        switch (fault) {
          case SLOW_DOWN, TOO_MANY_REQUESTS, BARE_UNAVAILABLE -> new StoreFailure.Throttled(detail);
          case ACCESS_DENIED -> new StoreFailure.Denied(detail);
          case EXPIRED_TOKEN -> new StoreFailure.Expired(detail);
          case CLOCK_SKEWED -> new StoreFailure.ClockSkewed(detail, Duration.ofHours(1));
          case PRECONDITION_FAILED -> new StoreFailure.Changed(detail);
          case INTERNAL_ERROR -> new StoreFailure.Transient(detail, !reads(asked));
          case REQUEST_TIMEOUT, CONFLICT -> new StoreFailure.Transient(detail, false);
        };
    return exception(failure, asked, store);
  }

  static StoreException of(Fault.Breakage fault, Asked asked, String store) {
    if (fault == Fault.Breakage.REFUSED) {
      Detail detail = new Detail(0, "Unreachable", "a test wants it", "");
      return exception(new StoreFailure.Unreachable(detail), asked, store);
    }
    boolean begun = fault.ofBody() || fault == Fault.Breakage.HEAD_CUT;
    String code = begun ? "AnswerCutOff" : "NoAnswer";
    Detail detail = new Detail(0, code, "a test wants it", "");
    return exception(new StoreFailure.Transient(detail, !reads(asked)), asked, store);
  }

  private static boolean reads(Asked asked) {
    return switch (asked.kind()) {
      case LIST,
          LIST_VERSIONS,
          HEAD,
          GET,
          MULTIPART_LIST,
          TAGS_GET,
          ACL_GET,
          RETENTION_GET,
          LEGAL_HOLD_GET,
          BUCKET ->
          true;
      case PUT,
          COPY,
          DELETE,
          MULTIPART_CREATE,
          MULTIPART_PART,
          MULTIPART_COPY,
          MULTIPART_COMPLETE,
          MULTIPART_ABORT,
          TAGS_PUT,
          ACL_PUT ->
          false;
    };
  }

  private static StoreException exception(StoreFailure failure, Asked asked, String store) {
    String where = asked.key().isEmpty() ? store : store + ":" + asked.key();
    return new StoreException(failure, asked.kind().jsonName(), where, null);
  }
}
