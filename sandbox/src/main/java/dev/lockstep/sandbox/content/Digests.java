package dev.lockstep.sandbox.content;

import dev.lockstep.object.Checksum;
import dev.lockstep.object.RunningChecksum;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/// Digests bytes as they pass.
final class Digests {
  private final MessageDigest md5 = Fingerprint.digest("MD5");
  private final Map<Checksum.Algorithm, RunningChecksum> checksums =
      new EnumMap<>(Checksum.Algorithm.class);

  Digests(Set<Checksum.Algorithm> algorithms) {
    algorithms.forEach(algorithm -> checksums.put(algorithm, RunningChecksum.of(algorithm)));
  }

  void update(byte[] bytes, int from, int count) {
    md5.update(bytes, from, count);
    checksums.values().forEach(checksum -> checksum.update(bytes, from, count));
  }

  Fingerprint finish() {
    Map<Checksum.Algorithm, byte[]> values = new EnumMap<>(Checksum.Algorithm.class);
    checksums.forEach((algorithm, checksum) -> values.put(algorithm, checksum.value()));
    return new Fingerprint(md5.digest(), values);
  }
}
