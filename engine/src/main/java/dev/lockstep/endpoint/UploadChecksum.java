package dev.lockstep.endpoint;

import dev.lockstep.object.Checksum;

/// Which checksum the object of a multipart upload is to have. It is said when the upload is
/// created; what follows from it for the parts and for the completion depends on the type:
///
/// - `COMPOSITE`: each part is sent with its checksum ([PartChecksum]), and the completion lists
///   them.
/// - `FULL_OBJECT`: the checksum of the whole may be said at the completion, for the store to
///   compare ([WriteOptions#checksum]). Amazon S3 wants none of the parts, other stores do.
public record UploadChecksum(Checksum.Algorithm algorithm, Checksum.Type type) {
  /// One like this checksum of an object.
  public static UploadChecksum like(Checksum checksum) {
    return new UploadChecksum(checksum.algorithm(), checksum.type());
  }

  /// Whether S3 makes such a checksum (its user guide, "Checking object integrity in Amazon S3"):
  /// only the checksum of the whole can be made from the parts' where it is a CRC, and CRC64NVME is
  /// never made of digests.
  public boolean isPossible() {
    return switch (algorithm) {
      case CRC32, CRC32C -> true;
      case CRC64NVME -> type == Checksum.Type.FULL_OBJECT;
      case SHA1, SHA256 -> type == Checksum.Type.COMPOSITE;
    };
  }
}
