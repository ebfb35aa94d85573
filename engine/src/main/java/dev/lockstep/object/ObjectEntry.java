package dev.lockstep.object;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One object as a listing shows it.
///
/// @param size in bytes; [EntryPage#UNKNOWN_SIZE] where nobody said
/// @param lastModified the moment of [EntryPage#UNKNOWN_TIME] where nobody said
/// @param etag null on a store that lists none
/// @param version null where the current object is meant, whichever that is
public record ObjectEntry(
    ObjectKey key,
    long size,
    Instant lastModified,
    @Nullable ETag etag,
    StorageClass storageClass,
    @Nullable VersionId version) {
  /// A current object.
  public ObjectEntry(
      ObjectKey key,
      long size,
      Instant lastModified,
      @Nullable ETag etag,
      StorageClass storageClass) {
    this(key, size, lastModified, etag, storageClass, null);
  }

  /// Whether anybody said how large it is.
  public boolean isSizeKnown() {
    return size != EntryPage.UNKNOWN_SIZE;
  }

  /// Whether anybody said when it was written.
  public boolean isTimeKnown() {
    return !lastModified.equals(Instant.ofEpochMilli(EntryPage.UNKNOWN_TIME));
  }
}
