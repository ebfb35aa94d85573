package dev.lockstep.manifest;

import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import org.jspecify.annotations.Nullable;

/// One object that a manifest names.
///
/// @param key as the store has it
/// @param version null for the current one, whichever that is; [VersionId#NULL] for the null
///   version
/// @param size in bytes; [#UNKNOWN_SIZE] where the manifest doesn't say
/// @param literal the key as it would be had it not been URL-encoded, where that is another one:
///   manifests made by hand often are not
public record ManifestEntry(
    BucketName bucket,
    ObjectKey key,
    @Nullable VersionId version,
    long size,
    @Nullable ObjectKey literal) {
  public static final long UNKNOWN_SIZE = -1;

  /// One whose key can be meant in one way only.
  public ManifestEntry(BucketName bucket, ObjectKey key, @Nullable VersionId version, long size) {
    this(bucket, key, version, size, null);
  }

  public ManifestEntry {
    if (key.isEmpty()) {
      throw new IllegalArgumentException("the key is empty");
    }
  }

  /// The same of a key that was meant as it stands.
  ManifestEntry taken(ObjectKey meant) {
    return new ManifestEntry(bucket, meant, version, size, null);
  }
}
