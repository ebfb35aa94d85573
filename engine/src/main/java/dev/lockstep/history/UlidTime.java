package dev.lockstep.history;

import dev.lockstep.object.ObjectVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The time in a version id that is a ULID: 48 bits of milliseconds in the first ten of 26 digits
/// of Crockford's base 32 (the ULID specification). A store that gives such ids tells with them
/// when a version was made, and may list another time: versitygw 1.8 lists for a version the time
/// at which it was replaced, and for a delete marker that of what it hides.
final class UlidTime {
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 26;
  private static final int TIME_DIGITS = 10;

  /// A store writes the object before it lists a time for it, or after.
  private static final long LEEWAY_MILLIS = 2000;

  /// What an id that is no ULID has.
  static final long NONE = -1;

  private UlidTime() {}

  /// Milliseconds since 1970; [#NONE] where the id is no ULID.
  static long millis(ObjectVersion version) {
    String id = version.id().value();
    if (id.length() != LENGTH || id.charAt(0) > '7') {
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
    return millis;
  }

  /// Whether the ids of a key tell its versions' times: each version that is no marker was listed
  /// with the time of its own id, or with that of the id that came next. Of ids that are ULIDs by
  /// chance none does.
  static boolean areTold(List<ObjectVersion> versions) {
    List<ObjectVersion> named =
        versions.stream().filter(version -> !version.id().isNull()).toList();
    if (named.stream().anyMatch(version -> millis(version) == NONE)
        || named.stream().allMatch(ObjectVersion::deleteMarker)) {
      return false;
    }
    List<ObjectVersion> sorted = new ArrayList<>(named);
    sorted.sort(Comparator.comparingLong(UlidTime::millis));
    for (int i = 0; i < sorted.size(); i++) {
      ObjectVersion version = sorted.get(i);
      ObjectVersion next = sorted.get(Math.min(i + 1, sorted.size() - 1));
      if (!version.deleteMarker() && !isAt(version, version) && !isAt(version, next)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAt(ObjectVersion listed, ObjectVersion made) {
    return Math.abs(millis(made) - listed.lastModified().toEpochMilli()) <= LEEWAY_MILLIS;
  }

  /// The same version with the time that its id tells, if it tells one.
  static ObjectVersion dated(ObjectVersion version) {
    long millis = millis(version);
    return millis == NONE ? version : version.at(Instant.ofEpochMilli(millis));
  }
}
