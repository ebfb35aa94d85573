package dev.lockstep.object;

import org.jspecify.annotations.Nullable;

/// Which object of a store: bucket, key, and the version where one is meant rather than the current
/// one.
public record ObjectRef(BucketName bucket, ObjectKey key, @Nullable VersionId version) {
  public static ObjectRef current(BucketName bucket, ObjectKey key) {
    return new ObjectRef(bucket, key, null);
  }

  @Override
  public String toString() {
    return bucket + "/" + key + (version == null ? "" : "?versionId=" + version);
  }
}
