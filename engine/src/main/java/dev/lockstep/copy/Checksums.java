package dev.lockstep.copy;

import dev.lockstep.object.Checksum;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32C;

/// Checksums that we compute ourselves, where a source offers none: CRC32C, which processors have
/// an instruction for.
final class Checksums {
  private Checksums() {}

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
