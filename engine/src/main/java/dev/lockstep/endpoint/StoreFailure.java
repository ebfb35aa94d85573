package dev.lockstep.endpoint;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why a call failed, classified once, where the answer was read. What to do about it is decided by
/// the class alone, never by a status or a message.
public sealed interface StoreFailure {
  Detail detail();

  /// What the store said.
  ///
  /// @param status the HTTP status; 0 when there was no answer
  /// @param code S3's error code, or a word of ours where the store gave none
  /// @param message the store's message; for people
  /// @param requestId the store's own name for the request; empty when it gave none
  record Detail(int status, String code, String message, String requestId) {
    /// Of a failure that we found ourselves.
    public static Detail ours(String code, String message) {
      return new Detail(0, code, message, "");
    }
  }

  /// There is no such bucket, object, version or upload.
  record Missing(Detail detail) implements StoreFailure {}

  /// The credentials don't allow it, or a lock, a quota or a full store stands in the way: another
  /// request won't help, nor one that asks for less.
  record Denied(Detail detail) implements StoreFailure {}

  /// The credentials have expired; new ones may help.
  record Expired(Detail detail) implements StoreFailure {}

  /// The store's clock and ours differ too much.
  ///
  /// @param ahead how far the store's clock is ahead of ours, by the `Date` it answered; null when
  ///   it told none
  record ClockSkewed(Detail detail, @Nullable Duration ahead) implements StoreFailure {}

  /// Too many requests; later is better.
  record Throttled(Detail detail) implements StoreFailure {}

  /// A condition of the request does not hold: the object is another one than expected.
  record Changed(Detail detail) implements StoreFailure {}

  /// The store can't do this, or not to this object: trying again won't help, another way might.
  record Unsupported(Detail detail) implements StoreFailure {}

  /// The request is wrong as it is: name, size, header or parameter refused.
  record Refused(Detail detail) implements StoreFailure {}

  /// No answer, an answer cut off, or a fault of the store's own: trying again may help.
  ///
  /// @param outcomeUnknown whether a write may have been done all the same
  record Transient(Detail detail, boolean outcomeUnknown) implements StoreFailure {}

  /// The bytes that arrived are not those that were sent, or an answer makes no sense.
  ///
  /// @param ofAnswer whether it is the answer: what was asked for may be as it should
  record Corrupted(Detail detail, boolean ofAnswer) implements StoreFailure {
    /// Of bytes.
    public Corrupted(Detail detail) {
      this(detail, false);
    }
  }

  /// The store can't be reached at all: no such host, nothing listens, no trust in its certificate.
  ///
  /// @param lasting whether waiting won't help: no trust, or it was waited for long enough
  record Unreachable(Detail detail, boolean lasting) implements StoreFailure {
    /// One that may pass.
    public Unreachable(Detail detail) {
      this(detail, false);
    }
  }

  /// Whether the same request may succeed later.
  default boolean retryable() {
    return switch (this) {
      case Throttled _, Transient _, Expired _, ClockSkewed _, Corrupted _ -> true;
      case Unreachable unreachable -> !unreachable.lasting();
      case Missing _, Denied _, Changed _, Unsupported _, Refused _ -> false;
    };
  }

  /// Whether what was asked for may have been done all the same.
  default boolean mayBeDone() {
    return switch (this) {
      case Transient _, Corrupted _ -> true;
      case Missing _,
          Denied _,
          Expired _,
          ClockSkewed _,
          Throttled _,
          Changed _,
          Unsupported _,
          Refused _,
          Unreachable _ ->
          false;
    };
  }

  /// Whether the store will not do this however often it is asked, though it might take less or do
  /// it in another way.
  default boolean refusal() {
    return switch (this) {
      case Unsupported _, Refused _ -> true;
      case Missing _,
          Denied _,
          Expired _,
          ClockSkewed _,
          Throttled _,
          Changed _,
          Transient _,
          Corrupted _,
          Unreachable _ ->
          false;
    };
  }
}
