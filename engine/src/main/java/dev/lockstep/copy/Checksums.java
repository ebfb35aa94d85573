package dev.lockstep.copy;

import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/// Checksums that we compute ourselves, where a source offers none: CRC32C, which processors have
/// an instruction for.
final class Checksums {
  private Checksums() {}

  /// The ETag of an object with these bytes, written in one piece and not encrypted; the buffer is
  /// left as it is.
  static ETag md5(ByteBuffer bytes) {
    MessageDigest md5 = newMd5();
    md5.update(bytes.duplicate());
    return new ETag(HexFormat.of().formatHex(md5.digest()));
  }

  /// The ETag of an object made of these parts; empty where a part's own is no digest.
  static Optional<ETag> ofParts(List<UploadedPart> parts) {
    MessageDigest md5 = newMd5();
    for (UploadedPart part : parts) {
      if (part.etag().kind() != ETag.Kind.MD5) {
        return Optional.empty();
      }
      md5.update(HexFormat.of().parseHex(part.etag().value()));
    }
    return Optional.of(new ETag(HexFormat.of().formatHex(md5.digest()) + "-" + parts.size()));
  }

  private static MessageDigest newMd5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has MD5", e);
    }
  }

  /// Of the bytes from position to limit; the buffer is left as it is.
  static Checksum crc32c(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate());
    byte[] bigEndian = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    return new Checksum(
        Checksum.Algorithm.CRC32C,
        Checksum.Type.FULL_OBJECT,
        Base64.getEncoder().encodeToString(bigEndian));
  }
}
