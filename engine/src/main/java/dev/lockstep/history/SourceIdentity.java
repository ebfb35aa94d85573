package dev.lockstep.history;

import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.VersionId;

/// By which name a version of the source is remembered: its id, which no other version of its key
/// ever has; but for the id `null`, which is given again with each write while versioning is
/// suspended, and so is told from others by its time.
final class SourceIdentity {
  private SourceIdentity() {}

  static VersionId of(ObjectVersion version) {
    return version.id().isNull()
        ? new VersionId("null@" + version.lastModified().toEpochMilli())
        : version.id();
  }
}
