package dev.lockstep.endpoint;

import java.util.List;

/// The ways in which a store can fail, for tests to throw.
public final class Failures {
  private static final StoreFailure.Detail DETAIL =
      new StoreFailure.Detail(500, "Test", "a test wants it", "id");

  private Failures() {}

  public static StoreException of(StoreFailure failure) {
    return new StoreException(failure, "Test", "fake:bucket/key", null);
  }

  public static StoreException missing() {
    return of(new StoreFailure.Missing(DETAIL));
  }

  public static StoreException denied() {
    return of(new StoreFailure.Denied(DETAIL));
  }

  public static StoreException refused() {
    return of(new StoreFailure.Refused(DETAIL));
  }

  public static StoreException unsupported() {
    return of(new StoreFailure.Unsupported(DETAIL));
  }

  public static StoreException throttled() {
    return of(new StoreFailure.Throttled(DETAIL));
  }

  /// Nothing listens.
  public static StoreException unreachable() {
    StoreFailure.Detail detail = new StoreFailure.Detail(0, "Unreachable", "nothing listens", "");
    return of(new StoreFailure.Unreachable(detail));
  }

  public static StoreException passing() {
    return of(new StoreFailure.Transient(DETAIL, true));
  }

  /// Those after which the same request is worth another attempt.
  public static List<StoreFailure> retryable() {
    return List.of(
        new StoreFailure.Throttled(DETAIL),
        new StoreFailure.Unreachable(DETAIL),
        new StoreFailure.Transient(DETAIL, false),
        new StoreFailure.Transient(DETAIL, true),
        new StoreFailure.Expired(DETAIL),
        new StoreFailure.ClockSkewed(DETAIL, null),
        new StoreFailure.Corrupted(DETAIL));
  }

  /// Those that would only come again.
  public static List<StoreFailure> lasting() {
    return List.of(
        new StoreFailure.Missing(DETAIL),
        new StoreFailure.Denied(DETAIL),
        new StoreFailure.Changed(DETAIL),
        new StoreFailure.Unsupported(DETAIL),
        new StoreFailure.Refused(DETAIL),
        new StoreFailure.Unreachable(DETAIL, true));
  }
}
