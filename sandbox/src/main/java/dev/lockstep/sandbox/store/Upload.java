package dev.lockstep.sandbox.store;

import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.endpoint.UploadChecksum;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import dev.lockstep.sandbox.content.Content;
import dev.lockstep.sandbox.content.Fingerprint;
import java.time.Instant;
import java.util.Base64;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// A multipart upload in progress.
///
/// @param id sorts by the time at which uploads were begun
/// @param wanted the id that the version is to have; null for one of the store's
/// @param checksums the algorithm that was asked for, or S3's own choice
public record Upload(
    String id,
    ObjectKey key,
    @Nullable VersionId wanted,
    Instant initiated,
    ObjectAttributes attributes,
    AccessControl acl,
    ChecksumChoice checksums,
    NavigableMap<Integer, Part> parts) {

  Upload(
      String id,
      ObjectKey key,
      @Nullable VersionId wanted,
      Instant initiated,
      ObjectAttributes attributes,
      AccessControl acl,
      ChecksumChoice checksums) {
    this(id, key, wanted, initiated, attributes, acl, checksums, new ConcurrentSkipListMap<>());
  }

  /// The algorithm of the checksum that is told of a part: the one it was sent with, else the one
  /// that the upload was created with; null when there is neither.
  public Checksum.@Nullable Algorithm told(Checksum.@Nullable Algorithm sent) {
    return sent == null && checksums.explicit() ? checksums.algorithm() : sent;
  }

  /// How the object's checksum is to be made.
  ///
  /// @param explicit whether it was asked for
  public record ChecksumChoice(Checksum.Algorithm algorithm, Checksum.Type type, boolean explicit) {
    static final ChecksumChoice DEFAULT =
        new ChecksumChoice(Checksum.Algorithm.CRC64NVME, Checksum.Type.FULL_OBJECT, false);

    /// What a client asked for.
    ///
    /// @throws Refusal when S3 makes no such checksum
    public static ChecksumChoice explicit(UploadChecksum asked) {
      Checksum.Algorithm algorithm = asked.algorithm();
      Checksum.Type type = asked.type();
      if (!asked.isPossible()) {
        throw new Refusal(
            ErrorCode.INVALID_REQUEST,
            "The "
                + type
                + " checksum type cannot be used with the "
                + algorithm
                + " checksum algorithm.");
      }
      return new ChecksumChoice(algorithm, type, true);
    }
  }

  /// A part that has arrived.
  public record Part(int number, Instant lastModified, Content content, Fingerprint fingerprint) {
    public ETag etag() {
      return new ETag(fingerprint.md5Hex());
    }

    /// Its checksum; null when it wasn't computed, or none is asked for.
    public @Nullable Checksum checksum(Checksum.@Nullable Algorithm algorithm) {
      byte[] value = algorithm == null ? null : fingerprint.checksums().get(algorithm);
      return algorithm == null || value == null
          ? null
          : new Checksum(
              algorithm, Checksum.Type.FULL_OBJECT, Base64.getEncoder().encodeToString(value));
    }
  }
}
