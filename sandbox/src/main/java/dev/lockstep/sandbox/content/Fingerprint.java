package dev.lockstep.sandbox.content;

import dev.lockstep.object.Checksum;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The MD5 of some bytes, and those of their checksums that were asked for.
public final class Fingerprint {
  private final byte[] md5;
  private final Map<Checksum.Algorithm, byte[]> checksums;

  Fingerprint(byte[] md5, Map<Checksum.Algorithm, byte[]> checksums) {
    this.md5 = md5;
    this.checksums = checksums;
  }

  /// Not to be changed.
  public byte[] md5() {
    return md5;
  }

  /// The digests, big-endian; not to be changed.
  public Map<Checksum.Algorithm, byte[]> checksums() {
    return checksums;
  }

  /// Digests a content by reading it.
  static Fingerprint read(Content content, Set<Checksum.Algorithm> algorithms) {
    Digests digests = new Digests(algorithms);
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(1 << 16, Math.max(1, content.length())));
    long at = 0;
    while (at < content.length()) {
      int count = content.read(at, buffer.clear());
      digests.update(buffer.array(), 0, count);
      at += count;
    }
    return digests.finish();
  }

  /// Digests bytes.
  public static Fingerprint of(byte[] bytes, Set<Checksum.Algorithm> algorithms) {
    Digests digests = new Digests(algorithms);
    digests.update(bytes, 0, bytes.length);
    return digests.finish();
  }

  /// The fingerprint of parts one behind the other, as S3 makes it: the MD5 of their MD5s, and
  /// those full-object CRCs that all of them have.
  public static Fingerprint joined(List<Fingerprint> parts, List<Long> lengths) {
    MessageDigest md5s = digest("MD5");
    parts.forEach(part -> md5s.update(part.md5()));
    Map<Checksum.Algorithm, byte[]> crcs = new EnumMap<>(Checksum.Algorithm.class);
    for (Checksum.Algorithm algorithm : parts.getFirst().checksums().keySet()) {
      byte[] crc = joinedCrc(algorithm, parts, lengths);
      if (crc != null) {
        crcs.put(algorithm, crc);
      }
    }
    return new Fingerprint(md5s.digest(), crcs);
  }

  private static byte @Nullable [] joinedCrc(
      Checksum.Algorithm algorithm, List<Fingerprint> parts, List<Long> lengths) {
    if (algorithm == Checksum.Algorithm.SHA1 || algorithm == Checksum.Algorithm.SHA256) {
      return null;
    }
    Crc arithmetic = Crc.of(algorithm);
    long joined = 0;
    for (int i = 0; i < parts.size(); i++) {
      byte[] crc = parts.get(i).checksums().get(algorithm);
      if (crc == null) {
        return null;
      }
      long value = number(crc);
      joined = i == 0 ? value : arithmetic.join(joined, value, lengths.get(i));
    }
    ByteBuffer bytes = ByteBuffer.allocate(8).putLong(joined);
    int width = arithmetic.width() / 8;
    return Arrays.copyOfRange(bytes.array(), 8 - width, 8);
  }

  private static long number(byte[] bigEndian) {
    long value = 0;
    for (byte next : bigEndian) {
      value = value << 8 | next & 0xff;
    }
    return value;
  }

  /// The MD5 as an ETag shows it.
  public String md5Hex() {
    return HexFormat.of().formatHex(md5);
  }

  /// A digest that every Java has.
  static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no " + name, e);
    }
  }
}
