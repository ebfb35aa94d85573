package dev.lockstep.sandbox.content;

import dev.lockstep.object.Checksum;
import java.nio.ByteBuffer;
import java.util.Set;

/// Bytes that are computed: a pattern repeated, begun somewhere within it, and on request stamped.
///
/// Without stamps equal stretches have equal digests, so that the ETag of a huge object costs no
/// more than that of one part. With stamps every block of the object is different, so that blocks
/// put in a wrong order are found out, and each byte has to be digested.
///
/// @param shift where in the pattern the first byte stands
/// @param stamp a number of the object's own, written into each block; 0 for no stamps
public record SyntheticContent(Pattern pattern, int shift, long stamp, long length)
    implements Content {
  private static final int BLOCK = 4096;
  private static final int STAMP_BYTES = 16;

  public SyntheticContent {
    if (length < 0) {
      throw new IllegalArgumentException("A length of " + length);
    }
    shift = Math.floorMod(shift, Pattern.PERIOD);
  }

  @Override
  public int read(long position, ByteBuffer target) {
    long left = length - position;
    if (left <= 0) {
      return 0;
    }
    int count = (int) Math.min(left, target.remaining());
    int start = target.position();
    pattern.copy(position + shift, count, target);
    if (stamp != 0) {
      stampBlocks(position, count, target, start);
    }
    return count;
  }

  @Override
  public Content slice(long from, long count) {
    return stamp == 0 && from + count <= length
        ? new SyntheticContent(pattern, (int) ((from + shift) % Pattern.PERIOD), 0, count)
        : Content.super.slice(from, count);
  }

  @Override
  public Fingerprint fingerprint(Set<Checksum.Algorithm> algorithms) {
    return stamp == 0
        ? pattern.fingerprint(this, algorithms)
        : Content.super.fingerprint(algorithms);
  }

  private void stampBlocks(long position, int count, ByteBuffer target, int start) {
    for (long block = position / BLOCK; block * BLOCK < position + count; block++) {
      for (int i = 0; i < STAMP_BYTES; i++) {
        long at = block * BLOCK + i - position;
        if (at >= 0 && at < count) {
          long word = i < 8 ? stamp : block;
          target.put(start + (int) at, (byte) (word >>> (8 * (i & 7))));
        }
      }
    }
  }
}
