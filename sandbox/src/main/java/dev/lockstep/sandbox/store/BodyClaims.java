package dev.lockstep.sandbox.store;

import dev.lockstep.object.Checksum;
import dev.lockstep.sandbox.content.Fingerprint;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a client says about the body that it sends.
///
/// @param md5 `Content-MD5` in base64; null when it said none
/// @param algorithm of its checksum; null when it said none
/// @param checksum in base64; null when it said none
public record BodyClaims(
    @Nullable String md5, Checksum.@Nullable Algorithm algorithm, @Nullable String checksum) {
  public static final BodyClaims NONE = new BodyClaims(null, null, null);

  private static final int MD5_BYTES = 16;

  public BodyClaims {
    if (md5 != null && decoded(md5, MD5_BYTES) == null) {
      throw new Refusal(ErrorCode.INVALID_DIGEST).with("Content-MD5", md5);
    }
    if (algorithm != null
        && checksum != null
        && decoded(checksum, algorithm.digestBytes()) == null) {
      throw new Refusal(
          ErrorCode.INVALID_REQUEST, "Value for " + algorithm.header() + " header is invalid.");
    }
  }

  /// The algorithm of the checksum that the store keeps.
  public Checksum.Algorithm kept() {
    return algorithm == null ? Checksum.Algorithm.CRC64NVME : algorithm;
  }

  /// What to compute of the body; `also` is needed in any case.
  public Set<Checksum.Algorithm> wanted(Checksum.Algorithm also) {
    Set<Checksum.Algorithm> wanted = EnumSet.of(also);
    if (algorithm != null) {
      wanted.add(algorithm);
    }
    return wanted;
  }

  /// Refuses when the body is not the one that was sent.
  public void verify(Fingerprint arrived) {
    if (md5 != null && !Arrays.equals(decoded(md5, MD5_BYTES), arrived.md5())) {
      throw new Refusal(ErrorCode.BAD_DIGEST)
          .with("ExpectedDigest", md5)
          .with("CalculatedDigest", Base64.getEncoder().encodeToString(arrived.md5()));
    }
    if (algorithm != null
        && checksum != null
        && !Arrays.equals(
            decoded(checksum, algorithm.digestBytes()), arrived.checksums().get(algorithm))) {
      throw new Refusal(
          ErrorCode.BAD_DIGEST,
          "The " + algorithm + " you specified did not match the calculated checksum.");
    }
  }

  private static byte @Nullable [] decoded(String base64, int width) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return bytes.length == width ? bytes : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
