package dev.lockstep.copy;

import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.StorageClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One object to be copied, as it was when somebody looked.
///
/// @param size in bytes
/// @param etag that the source has and must keep until it is copied; null on a store that tells
///   none
/// @param replaced what stood at the target then
public record CopyRequest(
    ObjectRef source,
    ObjectRef target,
    long size,
    @Nullable ETag etag,
    StorageClass storageClass,
    Replaced replaced) {
  /// One that replaces whatever stands there.
  public CopyRequest(
      ObjectRef source,
      ObjectRef target,
      long size,
      @Nullable ETag etag,
      StorageClass storageClass) {
    this(source, target, size, etag, storageClass, Replaced.ANYTHING);
  }

  /// How many parts the source was written in; 0 when it was not, or it does not say.
  int sourceParts() {
    return etag == null ? 0 : etag.parts();
  }

  CopyRequest as(long otherSize, @Nullable ETag otherEtag, StorageClass otherClass) {
    return new CopyRequest(source, target, otherSize, otherEtag, otherClass, replaced);
  }

  /// The same once more, over what it has written.
  public CopyRequest over(WriteReceipt written) {
    if (replaced instanceof Replaced.Anything) {
      return this;
    }
    ETag tag = written.etag();
    Replaced ours = tag == null ? Replaced.ANYTHING : new Replaced.Listed(tag, size);
    return new CopyRequest(source, target, size, etag, storageClass, ours);
  }

  /// The tag that the copy has if it has the source's.
  List<ETag> ownEtags() {
    return etag == null ? List.of() : List.of(etag);
  }
}
