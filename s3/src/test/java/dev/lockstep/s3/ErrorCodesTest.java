package dev.lockstep.s3;

import static org.assertj.core.api.Assertions.assertThat;

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
    "BadDigest, 400, CORRUPTED"
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
    "599, UNKNOWN"
  })
  void judgesByTheStatusWhereTheCodeIsUnknown(int status, Kind kind) {
    assertThat(ErrorCodes.kindOf("NeverHeardOf", status)).isEqualTo(kind);
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
