package dev.lockstep.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.s3.ErrorCodes.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorCodesTest {
  @ParameterizedTest
  @CsvSource({
    "NoSuchKey, 404, MISSING",
    "NoSuchUpload, 404, MISSING",
    "AccessDenied, 403, DENIED",
    "SignatureDoesNotMatch, 403, DENIED",
    "XAdminUserNotFound, 404, DENIED",
    "ExpiredToken, 400, EXPIRED",
    "RequestTimeTooSkewed, 403, SKEWED",
    "SlowDown, 503, THROTTLED",
    "PreconditionFailed, 412, CHANGED",
    "ConditionalRequestConflict, 409, NOT_DONE",
    "InvalidObjectState, 403, UNSUPPORTED",
    "NotImplemented, 501, UNSUPPORTED",
    "EntityTooSmall, 400, REFUSED",
    "RequestTimeout, 400, NOT_DONE",
    "InternalError, 500, UNKNOWN",
    "InternalError, 200, UNKNOWN",
    "BadDigest, 400, CORRUPTED",
    "EntityTooLarge, 400, REFUSED",
    "ObjectLocked, 403, DENIED",
    "InvalidRetentionPeriod, 400, REFUSED",
    "QuotaExceeded, 403, DENIED",
    "XMinioAdminBucketQuotaExceeded, 400, DENIED",
    "XMinioStorageFull, 507, DENIED",
    "InsufficientStorage, 507, DENIED",
    "AccessDenied, 403, DENIED"
  })
  void knowsWhatCodesMean(String code, int status, Kind kind) {
    assertThat(ErrorCodes.kindOf(code, status)).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "301, REFUSED",
    "304, CHANGED",
    "400, REFUSED",
    "401, DENIED",
    "403, DENIED",
    "404, MISSING",
    "405, UNSUPPORTED",
    "408, NOT_DONE",
    "409, REFUSED",
    "411, REFUSED",
    "412, CHANGED",
    "416, REFUSED",
    "429, THROTTLED",
    "500, UNKNOWN",
    "501, UNSUPPORTED",
    "502, UNKNOWN",
    "503, THROTTLED",
    "504, UNKNOWN",
    "507, DENIED",
    "599, UNKNOWN"
  })
  void judgesByTheStatusWhereTheCodeIsUnknown(int status, Kind kind) {
    assertThat(ErrorCodes.kindOf("NeverHeardOf", status)).isEqualTo(kind);
  }

  /// What a lock, a quota or a full store refuses is neither sent again nor tried with less: it is
  /// a row, once.
  @ParameterizedTest
  @CsvSource({
    "ObjectLocked, 403",
    "AccessDenied, 403",
    "QuotaExceeded, 403",
    "XMinioStorageFull, 507",
    "NeverHeardOf, 507"
  })
  void aLockOrAQuotaIsNotTriedAgain(String code, int status) {
    StoreFailure failure =
        ErrorCodes.failure(
            ErrorCodes.kindOf(code, status),
            new StoreFailure.Detail(status, code, "", ""),
            true,
            null);

    assertThat(failure.retryable()).isFalse();
    assertThat(failure.mayBeDone()).isFalse();
    assertThat(failure.refusal()).isFalse();
  }

  @Test
  void hasACodeForEveryStatus() {
    for (int status = 300; status < 600; status++) {
      String code = ErrorCodes.codeOf(status);
      assertThat(code).isNotEmpty();
      assertThat(ErrorCodes.kindOf(code, status))
          .as(code)
          .isEqualTo(ErrorCodes.kindOf("?", status));
    }
  }
}
