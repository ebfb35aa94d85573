package dev.lockstep.object;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What keeps a version from being removed (S3 Object Lock): a retention until some time, a legal
/// hold without an end, both or neither.
///
/// @param mode of the retention; null where there is none
/// @param retainUntil the end of the retention; null where there is none
public record ObjectLock(@Nullable Mode mode, @Nullable Instant retainUntil, boolean legalHold) {
  /// How firm a retention is. The names are S3's.
  public enum Mode {
    /// Who has the right to may end it early.
    GOVERNANCE,
    /// Nobody may, not even the account's owner.
    COMPLIANCE
  }

  public static final ObjectLock NONE = new ObjectLock(null, null, false);
  public static final ObjectLock HOLD = new ObjectLock(null, null, true);

  public ObjectLock {
    if ((mode == null) != (retainUntil == null)) {
      throw new IllegalArgumentException("A retention has a mode and an end, or is none");
    }
  }

  public static ObjectLock retention(Mode mode, Instant until) {
    return new ObjectLock(mode, until, false);
  }

  public ObjectLock withLegalHold(boolean held) {
    return new ObjectLock(mode, retainUntil, held);
  }

  /// What of it still locks: a retention that has passed is none.
  public ObjectLock at(Instant now) {
    return retainUntil == null || retainUntil.isAfter(now) ? this : legalHold ? HOLD : NONE;
  }

  public boolean isNone() {
    return equals(NONE);
  }

  /// For people: `GOVERNANCE until 2031-01-01T00:00:00Z and a legal hold`.
  public String words() {
    String retention = mode == null ? "" : mode + " until " + retainUntil;
    String hold = legalHold ? "a legal hold" : "";
    String both = retention.isEmpty() || hold.isEmpty() ? "" : " and ";
    return isNone() ? "none" : retention + both + hold;
  }
}
