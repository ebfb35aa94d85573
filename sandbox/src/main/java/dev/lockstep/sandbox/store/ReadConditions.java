package dev.lockstep.sandbox.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The conditions of a request that reads; each is null where the request has none.
public record ReadConditions(
    @Nullable String ifMatch,
    @Nullable String ifNoneMatch,
    @Nullable Instant ifModifiedSince,
    @Nullable Instant ifUnmodifiedSince) {
  public static final ReadConditions NONE = new ReadConditions(null, null, null, null);

  /// Refuses unless the conditions hold. ETags take precedence over times.
  ///
  /// @param notModified what to answer when the caller has the object already
  public void check(Version.Stored version, ErrorCode notModified) {
    String etag = version.object().etag().value();
    if (ifMatch != null) {
      if (!EtagList.matches(ifMatch, etag)) {
        throw failed("If-Match");
      }
    } else if (ifUnmodifiedSince != null && version.lastModified().isAfter(ifUnmodifiedSince)) {
      throw failed("If-Unmodified-Since");
    }
    if (ifNoneMatch != null) {
      if (EtagList.matches(ifNoneMatch, etag)) {
        throw unmodified(version, notModified);
      }
    } else if (ifModifiedSince != null && !version.lastModified().isAfter(ifModifiedSince)) {
      throw unmodified(version, notModified);
    }
  }

  private static Refusal failed(String condition) {
    return new Refusal(ErrorCode.PRECONDITION_FAILED).with("Condition", condition);
  }

  private static Refusal unmodified(Version.Stored version, ErrorCode code) {
    return new Refusal(code).header("ETag", version.object().etag().quoted());
  }
}
