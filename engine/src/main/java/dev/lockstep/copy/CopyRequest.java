package dev.lockstep.copy;

import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.StorageClass;
import org.jspecify.annotations.Nullable;

/// One object to be copied, as it was when somebody looked.
///
/// @param size in bytes
/// @param etag that the source has and must keep until it is copied; null on a store that tells
///   none
public record CopyRequest(
    ObjectRef source, ObjectRef target, long size, @Nullable ETag etag, StorageClass storageClass) {
  /// How many parts the source was written in; 0 when it was not, or it does not say.
  int sourceParts() {
    return etag == null ? 0 : etag.parts();
  }

  CopyRequest as(long otherSize, @Nullable ETag otherEtag, StorageClass otherClass) {
    return new CopyRequest(source, target, otherSize, otherEtag, otherClass);
  }
}
