package dev.lockstep.object;

/// A checksum that a store keeps with an object, apart from its ETag.
///
/// @param value the digest in base64, big-endian for the CRCs; for a composite one, a dash and the
///   number of parts follow
public record Checksum(Algorithm algorithm, Type type, String value) {
  /// The algorithms of S3's `x-amz-checksum-*` headers, in the order in which we prefer them for
  /// comparing.
  public enum Algorithm {
    CRC64NVME("crc64nvme", 8),
    CRC32C("crc32c", 4),
    CRC32("crc32", 4),
    SHA256("sha256", 32),
    SHA1("sha1", 20);

    private final String headerSuffix;
    private final int digestBytes;

    Algorithm(String headerSuffix, int digestBytes) {
      this.headerSuffix = headerSuffix;
      this.digestBytes = digestBytes;
    }

    /// How long a digest is, before it is written in base64.
    public int digestBytes() {
      return digestBytes;
    }

    /// The header's name: `x-amz-checksum-crc32c`.
    public String header() {
      return "x-amz-checksum-" + headerSuffix;
    }
  }

  /// Whether the digest is over the bytes, or over the digests of the object's parts. Of a single
  /// part it is always over the bytes.
  public enum Type {
    FULL_OBJECT,
    COMPOSITE
  }

  /// Whether this is a digest of bytes alone, as that of a part is: no number of parts follows, as
  /// it does in a composite one of a whole object.
  public boolean isPlainDigest() {
    return value.indexOf('-') < 0;
  }

  /// Whether equal bytes must have equal checksums of this kind however they were cut into parts.
  public boolean tellsBytes() {
    return type == Type.FULL_OBJECT;
  }
}
