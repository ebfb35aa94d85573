package dev.lockstep.copy;

import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.StorageClass;
import dev.lockstep.object.VersionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One object to be copied, as it was when somebody looked.
///
/// @param size in bytes
/// @param etag that the source has and must keep until it is copied; null on a store that tells
///   none
/// @param target names a version where that is to be the copy's own, which the destination must let
///   be said
/// @param replaced what stood at the target then
/// @param modified the time that the copy is to have; null for the destination's own
/// @param older whether a newer version than the source is known to stand above it
public record CopyRequest(
    ObjectRef source,
    ObjectRef target,
    long size,
    @Nullable ETag etag,
    StorageClass storageClass,
    Replaced replaced,
    @Nullable Instant modified,
    boolean older) {
  /// One that takes the destination's time.
  public CopyRequest(
      ObjectRef source,
      ObjectRef target,
      long size,
      @Nullable ETag etag,
      StorageClass storageClass,
      Replaced replaced) {
    this(source, target, size, etag, storageClass, replaced, null, false);
  }

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

  /// The same, asking the source for it by another name.
  public CopyRequest from(ObjectRef other) {
    return new CopyRequest(other, target, size, etag, storageClass, replaced, modified, older);
  }

  /// The same, where it is known whether a newer version than the source stands above it.
  public CopyRequest older(boolean known) {
    return new CopyRequest(source, target, size, etag, storageClass, replaced, modified, known);
  }

  CopyRequest as(long otherSize, @Nullable ETag otherEtag, StorageClass otherClass) {
    return new CopyRequest(
        source, target, otherSize, otherEtag, otherClass, replaced, modified, older);
  }

  /// The same once more, over what it has written.
  public CopyRequest over(WriteReceipt written) {
    if (replaced instanceof Replaced.Anything) {
      return this;
    }
    ETag tag = written.etag();
    Replaced ours = tag == null ? Replaced.ANYTHING : new Replaced.Listed(tag, size);
    return new CopyRequest(source, target, size, etag, storageClass, ours, modified, older);
  }

  /// The same as a version of that time, and of that id where it is to be kept too.
  ///
  /// @param id null for the destination's own
  public CopyRequest keeping(@Nullable VersionId id, Instant time) {
    ObjectRef version = new ObjectRef(target.bucket(), target.key(), id);
    return new CopyRequest(source, version, size, etag, storageClass, replaced, time, older);
  }

  /// The tag that the copy has if it has the source's.
  List<ETag> ownEtags() {
    return etag == null ? List.of() : List.of(etag);
  }
}
