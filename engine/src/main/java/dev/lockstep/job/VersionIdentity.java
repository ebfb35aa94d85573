package dev.lockstep.job;

import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// What a version is to be called at a store that lets it be said, and which time it is to have.
///
/// Such a store orders the versions of a key by their times. So each gets the time that it has at
/// the source only where that is later than what stands there; else one right behind that, less
/// than a millisecond later where it can be, so that listings tell the same time.
///
/// @param id null for the store's own: ids that are no UUIDs are taken nowhere, and one that is
///   there already would be replaced
record VersionIdentity(@Nullable VersionId id, Instant time) {
  /// Listings tell no more of a time.
  private static final Duration LISTED = Duration.ofMillis(1);

  /// Which of both a version has kept, as its own.
  enum Kept {
    ID_AND_TIME,
    ID_ALONE,
    TIME_ALONE,
    /// What the version was called, and when it was made, is in the map alone.
    NOTHING
  }

  /// Whether the destination lets ids and times be said.
  static boolean isKeptBy(Capabilities destination) {
    return destination.has(Capability.VERSION_IDENTITY);
  }

  /// @param latest the exact time of what stands on top; null for nothing
  /// @param free whether no version of that id stands there
  static VersionIdentity of(ObjectVersion version, @Nullable Instant latest, boolean free) {
    boolean sayable = free && version.id().isUuid();
    Instant own = version.lastModified();
    Instant time = latest == null || own.isAfter(latest) ? own : latest.plusNanos(1);
    return new VersionIdentity(sayable ? version.id() : null, time);
  }

  /// The latest that a version can be that is listed with this time.
  static Instant latest(ObjectVersion listed) {
    return listed.lastModified().plus(LISTED).minusNanos(1);
  }

  /// @param told the id that the store says the version has
  Kept kept(ObjectVersion version, VersionId told) {
    boolean sameId = id != null && id.equals(told);
    boolean sameTime =
        time.truncatedTo(ChronoUnit.MILLIS)
            .equals(version.lastModified().truncatedTo(ChronoUnit.MILLIS));
    if (sameId) {
      return sameTime ? Kept.ID_AND_TIME : Kept.ID_ALONE;
    }
    return sameTime ? Kept.TIME_ALONE : Kept.NOTHING;
  }
}
