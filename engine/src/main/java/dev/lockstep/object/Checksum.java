package dev.lockstep.object;

/// A checksum that a store keeps with an object, apart from its ETag.
///
/// @param value the digest in base64, big-endian for the CRCs; for a composite one, a dash and the
///   number of parts follow
public record Checksum(Algorithm algorithm, Type type, String value) {
  /// The algorithms of S3's `x-amz-checksum-*` headers, in the order in which we prefer them for
  /// comparing.
  public enum Algorithm {
    CRC64NVME("crc64nvme"),
    CRC32C("crc32c"),
    CRC32("crc32"),
    SHA256("sha256"),
    SHA1("sha1");

    private final String headerSuffix;

    Algorithm(String headerSuffix) {
      this.headerSuffix = headerSuffix;
    }

    /// The header's name: `x-amz-checksum-crc32c`.
    public String header() {
      return "x-amz-checksum-" + headerSuffix;
    }
  }

  /// Whether the digest is over the object's bytes, or over the digests of its parts.
  public enum Type {
    FULL_OBJECT,
    COMPOSITE
  }

  /// Whether equal bytes must have equal checksums of this kind however they were cut into parts.
  public boolean tellsBytes() {
    return type == Type.FULL_OBJECT;
  }
}
