package dev.lockstep.listing;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.VersionId;
import org.jspecify.annotations.Nullable;

/// A part of a store that is listed: a bucket and the beginning of its keys.
public record BucketScope(ObjectStore store, BucketName bucket, ObjectKey prefix) {
  /// The object of this scope with this relative key.
  public ObjectRef object(ObjectKey relative) {
    return ObjectRef.current(bucket, prefix.then(relative));
  }

  /// A version of an object of this scope.
  ///
  /// @param version null for the current one
  public ObjectRef object(ObjectKey relative, @Nullable VersionId version) {
    return new ObjectRef(bucket, prefix.then(relative), version);
  }

  /// As people type it: `old:photos/2026/`.
  @Override
  public String toString() {
    return store.name() + ":" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
  }
}
