package dev.lockstep.endpoint;

import dev.lockstep.object.ETag;
import dev.lockstep.object.Encryption;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.StorageClass;
import org.jspecify.annotations.Nullable;

/// What a CopyObject is to do beyond copying bytes, headers, user metadata and tags, which it does
/// by itself.
///
/// @param sourceIs the ETag that the source must still have; null for any
/// @param replacement headers, user metadata and tags to set instead of the source's (directive
///   REPLACE); null to keep the source's
/// @param storageClass a copy does not keep the class by itself, so it is always said
/// @param encryption null for the destination's default
/// @param lock a copy is not locked by itself, so it is always said
/// @param write conditions on the object that is replaced
public record CopyOptions(
    @Nullable ETag sourceIs,
    @Nullable ObjectAttributes replacement,
    StorageClass storageClass,
    @Nullable Encryption encryption,
    ObjectLock lock,
    WriteOptions write) {
  /// A copy that is not locked.
  public CopyOptions(
      @Nullable ETag sourceIs,
      @Nullable ObjectAttributes replacement,
      StorageClass storageClass,
      @Nullable Encryption encryption,
      WriteOptions write) {
    this(sourceIs, replacement, storageClass, encryption, ObjectLock.NONE, write);
  }
}
