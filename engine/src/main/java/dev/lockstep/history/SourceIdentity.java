package dev.lockstep.history;

import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.VersionId;
import java.time.Instant;

/// By which name a version of the source is remembered: its id, which no other version of its key
/// ever has; but for the id `null`, which is given again with each write while versioning is
/// suspended, and so is told from others by its time: `null@1764288000000`.
public final class SourceIdentity {
  private static final String NULL_AT = "null@";

  private SourceIdentity() {}

  static VersionId of(ObjectVersion version) {
    return version.id().isNull()
        ? new VersionId(NULL_AT + version.lastModified().toEpochMilli())
        : version.id();
  }

  /// The id that the store knows the version by.
  public static VersionId listedId(VersionId identity) {
    return identity.value().startsWith(NULL_AT) ? VersionId.NULL : identity;
  }

  /// Whether the version of the id `null` that was modified then, as far as seconds tell, is the
  /// one that is remembered.
  public static boolean isOf(VersionId identity, Instant modified) {
    long millis = Long.parseLong(identity.value().substring(NULL_AT.length()));
    return Math.floorDiv(millis, 1000) == modified.getEpochSecond();
  }
}
