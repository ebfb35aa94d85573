package dev.lockstep.sandbox.content;

import dev.lockstep.object.Checksum;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/// A checksum that is being computed.
sealed interface RunningChecksum {
  void update(byte[] bytes, int from, int count);

  /// The digest so far; big-endian.
  byte[] value();

  static RunningChecksum of(Checksum.Algorithm algorithm) {
    return switch (algorithm) {
      case CRC64NVME -> new Crc64(new Crc64Nvme());
      case CRC32C -> new Crc32(new CRC32C());
      case CRC32 -> new Crc32(new CRC32());
      case SHA256 -> new Sha(Fingerprint.digest("SHA-256"));
      case SHA1 -> new Sha(Fingerprint.digest("SHA-1"));
    };
  }

  record Crc64(Crc64Nvme crc) implements RunningChecksum {
    @Override
    public void update(byte[] bytes, int from, int count) {
      crc.update(bytes, from, count);
    }

    @Override
    public byte[] value() {
      return ByteBuffer.allocate(8).putLong(crc.value()).array();
    }
  }

  record Crc32(java.util.zip.Checksum crc) implements RunningChecksum {
    @Override
    public void update(byte[] bytes, int from, int count) {
      crc.update(bytes, from, count);
    }

    @Override
    public byte[] value() {
      return ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    }
  }

  record Sha(MessageDigest digest) implements RunningChecksum {
    @Override
    public void update(byte[] bytes, int from, int count) {
      digest.update(bytes, from, count);
    }

    @Override
    public byte[] value() {
      return digest.digest();
    }
  }
}
