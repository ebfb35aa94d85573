package dev.lockstep.sandbox.content;

import dev.lockstep.object.Checksum;

/// Arithmetic on the CRCs that S3 knows: the CRC of two runs of bytes from the CRCs of each.
///
/// A CRC is a polynomial over GF(2), held with its highest power in the lowest bit. Appending n
/// bytes multiplies it by x to the 8n, modulo the CRC's own polynomial.
///
/// @param width 32 or 64 bits
/// @param polynomial without its highest power
record Crc(int width, long polynomial) {
  private static final Crc CRC32 = new Crc(32, 0xedb88320L);
  private static final Crc CRC32C = new Crc(32, 0x82f63b78L);
  private static final Crc CRC64NVME = new Crc(64, 0x9a6c9329ac4bc9b5L);

  static Crc of(Checksum.Algorithm algorithm) {
    return switch (algorithm) {
      case CRC32 -> CRC32;
      case CRC32C -> CRC32C;
      case CRC64NVME -> CRC64NVME;
      case SHA1, SHA256 -> throw new IllegalArgumentException(algorithm + " is no CRC");
    };
  }

  /// The CRC of A followed by B.
  ///
  /// @param length how many bytes B has
  long join(long ofA, long ofB, long length) {
    return multiply(powerOfX(length), ofA) ^ ofB;
  }

  private long one() {
    return 1L << (width - 1);
  }

  /// x to the power of 8 times `bytes`.
  private long powerOfX(long bytes) {
    long power = one();
    long square = one() >>> 8;
    for (long left = bytes; left != 0; left >>>= 1) {
      if ((left & 1) != 0) {
        power = multiply(square, power);
      }
      square = multiply(square, square);
    }
    return power;
  }

  private long multiply(long a, long b) {
    long product = 0;
    long shifted = b;
    for (long bit = one(); bit != 0; bit >>>= 1) {
      if ((a & bit) != 0) {
        product ^= shifted;
      }
      shifted = (shifted & 1) != 0 ? (shifted >>> 1) ^ polynomial : shifted >>> 1;
    }
    return product;
  }
}
