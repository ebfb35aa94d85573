package dev.lockstep.object;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a store says of one object, without its bytes.
///
/// @param size in bytes, of the whole object even when a part or a range of it was asked for
/// @param attributes all but the tags, of which stores tell the number only
/// @param tagCount how many tags there are; -1 where the store doesn't say (which most do by saying
///   nothing when there are none)
/// @param partsCount how many parts it was written in, told only when a part was asked for; else 0
/// @param checksums those it keeps, when they were asked for
/// @param standing what the store does with it on its own account
public record ObjectHead(
    long size,
    @Nullable ETag etag,
    Instant lastModified,
    @Nullable VersionId version,
    ObjectAttributes attributes,
    int tagCount,
    int partsCount,
    List<Checksum> checksums,
    ObjectStanding standing) {

  public ObjectHead {
    checksums = List.copyOf(checksums);
  }

  /// Of an object that the store does nothing with on its own account.
  public ObjectHead(
      long size,
      @Nullable ETag etag,
      Instant lastModified,
      @Nullable VersionId version,
      ObjectAttributes attributes,
      int tagCount,
      int partsCount,
      List<Checksum> checksums) {
    this(
        size,
        etag,
        lastModified,
        version,
        attributes,
        tagCount,
        partsCount,
        checksums,
        ObjectStanding.NONE);
  }

  public ObjectHead withChecksums(List<Checksum> others) {
    return new ObjectHead(
        size, etag, lastModified, version, attributes, tagCount, partsCount, others, standing);
  }

  /// The same of an object that something else locks.
  public ObjectHead withLock(ObjectLock lock) {
    return new ObjectHead(
        size,
        etag,
        lastModified,
        version,
        attributes.withLock(lock),
        tagCount,
        partsCount,
        checksums,
        standing);
  }

  /// The checksum of this algorithm, if the store keeps one.
  public Optional<Checksum> checksum(Checksum.Algorithm algorithm) {
    return checksums.stream().filter(checksum -> checksum.algorithm() == algorithm).findFirst();
  }

  /// Whether the ETag is no digest of the bytes because of how the store encrypts.
  public boolean hidesMd5() {
    return attributes.encryption() != null && attributes.encryption().hidesMd5();
  }
}
