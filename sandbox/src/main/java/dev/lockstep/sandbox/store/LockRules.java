package dev.lockstep.sandbox.store;

import dev.lockstep.object.ObjectLock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What S3 allows of locks, and what they forbid.
final class LockRules {
  private LockRules() {}

  /// Refuses a lock that a new object can't have.
  static void checkNew(ObjectLock lock, StoredBucket bucket, Instant now) {
    if (lock.isNone()) {
      return;
    }
    checkBucket(bucket);
    checkEnd(lock, now);
  }

  static void checkBucket(Bucket bucket) {
    if (!bucket.locksObjects()) {
      throw new Refusal(ErrorCode.INVALID_REQUEST, "Bucket is missing Object Lock Configuration");
    }
  }

  private static void checkEnd(ObjectLock lock, Instant now) {
    Instant until = lock.retainUntil();
    if (until != null && !until.isAfter(now)) {
      throw Refusal.argument(
          "x-amz-object-lock-retain-until-date",
          until.toString(),
          "The retain until date must be in the future!");
    }
  }

  /// Refuses a retention that would lock less than the one before.
  static void checkRetention(ObjectLock before, ObjectLock after, boolean bypass, Instant now) {
    checkEnd(after, now);
    ObjectLock still = before.at(now);
    Instant until = still.retainUntil();
    if (until == null) {
      return;
    }
    Instant end = after.retainUntil();
    boolean less =
        end == null
            || end.isBefore(until)
            || still.mode() == ObjectLock.Mode.COMPLIANCE
                && after.mode() == ObjectLock.Mode.GOVERNANCE;
    if (less && !(bypass && still.mode() == ObjectLock.Mode.GOVERNANCE)) {
      throw locked();
    }
  }

  /// Refuses to remove a version that is locked.
  ///
  /// @param bypass whether a retention of mode GOVERNANCE is to be passed over
  static void checkRemoval(@Nullable Version version, boolean bypass, Instant now) {
    if (!(version instanceof Version.Stored stored)) {
      return;
    }
    ObjectLock lock = stored.object().attributes().lock().at(now);
    boolean passed = bypass && lock.mode() == ObjectLock.Mode.GOVERNANCE && !lock.legalHold();
    if (!lock.isNone() && !passed) {
      throw locked();
    }
  }

  private static Refusal locked() {
    return new Refusal(
        ErrorCode.ACCESS_DENIED, "Access Denied because object protected by object lock.");
  }
}
