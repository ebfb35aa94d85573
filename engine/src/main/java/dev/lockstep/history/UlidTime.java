package dev.lockstep.history;

import dev.lockstep.object.ObjectVersion;

/// The time in a version id that is a ULID: 48 bits of milliseconds in the first ten of 26 digits
/// of Crockford's base 32 (the ULID specification). Some stores list times to the second and give
/// such ids, which then tell more.
final class UlidTime {
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 26;
  private static final int TIME_DIGITS = 10;

  /// A store writes the object before it lists a time for it, or after.
  private static final long LEEWAY_MILLIS = 2000;

  /// What an id that is no ULID has.
  static final long NONE = -1;

  private UlidTime() {}

  /// Milliseconds since 1970; [#NONE] where the id is no ULID of the time that the version was
  /// listed with.
  static long millis(ObjectVersion version) {
    String id = version.id().value();
    if (id.length() != LENGTH) {
      return NONE;
    }
    long millis = 0;
    for (int i = 0; i < LENGTH; i++) {
      int digit = DIGITS.indexOf(id.charAt(i));
      if (digit < 0) {
        return NONE;
      }
      millis = i < TIME_DIGITS ? millis << 5 | digit : millis;
    }
    long listed = version.lastModified().toEpochMilli();
    return Math.abs(millis - listed) <= LEEWAY_MILLIS ? millis : NONE;
  }
}
