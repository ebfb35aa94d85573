package dev.lockstep.object;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One thing in the history of a key, as a listing of versions shows it: an object, or the mark
/// that it was deleted.
///
/// @param latest whether the store says that it is the newest of its key
/// @param size in bytes; 0 for a delete marker
/// @param etag null for a delete marker, and on a store that lists none
public record ObjectVersion(
    VersionId id,
    boolean latest,
    boolean deleteMarker,
    long size,
    Instant lastModified,
    @Nullable ETag etag,
    StorageClass storageClass) {

  /// The version in this row of a page of versions.
  ///
  /// @throws IllegalArgumentException when it is a page of current objects
  public static ObjectVersion of(EntryPage page, int row) {
    String id = page.versionId(row);
    if (id == null) {
      throw new IllegalArgumentException("A page of current objects has no versions");
    }
    return new ObjectVersion(
        new VersionId(id),
        page.isLatest(row),
        page.isDeleteMarker(row),
        page.size(row),
        Instant.ofEpochMilli(page.modifiedMillis(row)),
        page.etag(row),
        StorageClass.of(page.storageClass(row)));
  }

  /// The same, made at another time.
  public ObjectVersion at(Instant time) {
    return new ObjectVersion(id, latest, deleteMarker, size, time, etag, storageClass);
  }

  /// The version as an object of a key.
  public ObjectEntry entry(ObjectKey key) {
    return new ObjectEntry(key, size, lastModified, etag, storageClass, id);
  }
}
