package dev.lockstep.sandbox.content;

import dev.lockstep.object.Checksum;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Random bytes of a seed, which synthetic objects repeat.
public final class Pattern {
  /// In bytes. Divides every usual part size, so that all parts of an object but the last are
  /// equal.
  public static final int PERIOD = 1 << 16;

  private static final int MOST_REMEMBERED = 100_000;

  private final Map<Stretch, Fingerprint> fingerprints = new ConcurrentHashMap<>();
  private final byte[] bytes = new byte[2 * PERIOD];

  public Pattern(long seed) {
    byte[] once = new byte[PERIOD];
    new Random(seed).nextBytes(once);
    System.arraycopy(once, 0, bytes, 0, PERIOD);
    System.arraycopy(once, 0, bytes, PERIOD, PERIOD);
  }

  /// Puts `count` bytes of the endless repetition, from `position` on.
  void copy(long position, int count, ByteBuffer target) {
    int left = count;
    int from = (int) (position % PERIOD);
    while (left > 0) {
      int run = Math.min(left, bytes.length - from);
      target.put(bytes, from, run);
      left -= run;
      from = (from + run) % PERIOD;
    }
  }

  /// The digests of a stretch of the repetition: computed once for all that are equal.
  Fingerprint fingerprint(SyntheticContent stretch, Set<Checksum.Algorithm> algorithms) {
    Stretch key = new Stretch(stretch.shift(), stretch.length(), Set.copyOf(algorithms));
    Fingerprint known = fingerprints.get(key);
    if (known == null) {
      known = Fingerprint.read(stretch, algorithms);
      if (fingerprints.size() < MOST_REMEMBERED) {
        fingerprints.put(key, known);
      }
    }
    return known;
  }

  private record Stretch(int shift, long length, Set<Checksum.Algorithm> algorithms) {}
}
