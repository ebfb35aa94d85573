package dev.lockstep.listing;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;

/// A part of a store that is listed: a bucket and the beginning of its keys.
public record BucketScope(ObjectStore store, BucketName bucket, ObjectKey prefix) {
  /// The object of this scope with this relative key.
  public ObjectRef object(ObjectKey relative) {
    return ObjectRef.current(bucket, prefix.then(relative));
  }

  /// As people type it: `old:photos/2026/`.
  @Override
  public String toString() {
    return store.name() + ":" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
  }
}
