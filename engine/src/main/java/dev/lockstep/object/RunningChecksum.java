package dev.lockstep.object;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/// A checksum that is being computed, of bytes that come in any portions. One thread.
public sealed interface RunningChecksum {
  static RunningChecksum of(Checksum.Algorithm algorithm) {
    return switch (algorithm) {
      case CRC64NVME -> new Crc(algorithm, new Crc64Nvme());
      case CRC32C -> new Crc(algorithm, new CRC32C());
      case CRC32 -> new Crc(algorithm, new CRC32());
      case SHA256 -> new Sha(algorithm, digest("SHA-256"));
      case SHA1 -> new Sha(algorithm, digest("SHA-1"));
    };
  }

  /// The checksum of the bytes from position to limit; the buffer is left as it is.
  static Checksum of(Checksum.Algorithm algorithm, ByteBuffer bytes) {
    RunningChecksum running = of(algorithm);
    running.update(bytes);
    return running.checksum();
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no " + name, e);
    }
  }

  Checksum.Algorithm algorithm();

  /// The next bytes, from position to limit; the buffer is left as it is.
  void update(ByteBuffer bytes);

  void update(byte[] bytes, int from, int count);

  /// The digest, once all bytes have come; big-endian.
  byte[] value();

  /// The same as a store tells it.
  default Checksum checksum() {
    return new Checksum(
        algorithm(), Checksum.Type.FULL_OBJECT, Base64.getEncoder().encodeToString(value()));
  }

  /// One of the CRCs.
  record Crc(Checksum.Algorithm algorithm, java.util.zip.Checksum crc) implements RunningChecksum {
    @Override
    public void update(ByteBuffer bytes) {
      crc.update(bytes.duplicate());
    }

    @Override
    public void update(byte[] bytes, int from, int count) {
      crc.update(bytes, from, count);
    }

    @Override
    public byte[] value() {
      byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(crc.getValue()).array();
      return Arrays.copyOfRange(value, Long.BYTES - algorithm.digestBytes(), Long.BYTES);
    }
  }

  /// One of the digests that Java knows.
  record Sha(Checksum.Algorithm algorithm, MessageDigest digest) implements RunningChecksum {
    @Override
    public void update(ByteBuffer bytes) {
      digest.update(bytes.duplicate());
    }

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
