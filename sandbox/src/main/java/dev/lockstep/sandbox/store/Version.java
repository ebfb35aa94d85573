package dev.lockstep.sandbox.store;

import dev.lockstep.object.VersionId;
import java.time.Instant;

/// One thing in the history of a key: an object, or the mark that it was deleted.
public sealed interface Version {
  VersionId id();

  /// In whole seconds, as S3 tells times.
  Instant lastModified();

  /// The id of the account that wrote it.
  String ownerId();

  default boolean isNull() {
    return id().isNull();
  }

  /// A mark that hides what was there before.
  record DeleteMarker(VersionId id, Instant lastModified, String ownerId) implements Version {}

  /// An object.
  record Stored(VersionId id, Instant lastModified, StoredObject object) implements Version {
    @Override
    public String ownerId() {
      return object.acl().ownerId();
    }
  }
}
