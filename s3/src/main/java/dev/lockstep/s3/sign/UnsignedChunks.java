package dev.lockstep.s3.sign;

import dev.lockstep.s3.wire.BodyChunks;
import dev.lockstep.s3.wire.WireText;
import java.nio.ByteBuffer;

/// A body in chunks without signatures, with its checksum behind it.
public final class UnsignedChunks implements BodyChunks {
  /// Instead of the hash of a body that goes so.
  public static final String PAYLOAD = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

  private static final int LINE_END = 2;

  private final TrailingChecksum checksum;
  private final WireText line = new WireText(128);

  public UnsignedChunks(TrailingChecksum checksum) {
    this.checksum = checksum;
  }

  @Override
  public long wireLength(long length) {
    long full = length / SIZE;
    int last = (int) (length % SIZE);
    long around = full * around(SIZE) + (last == 0 ? 0 : around(last));
    return length + around + 1 + LINE_END + checksum.lineLength() + 2 * LINE_END;
  }

  private static int around(int chunk) {
    return Integer.toHexString(chunk).length() + 2 * LINE_END;
  }

  @Override
  public ByteBuffer before(ByteBuffer chunk) {
    checksum.update(chunk);
    begin(chunk.remaining());
    return line.buffer();
  }

  @Override
  public ByteBuffer behind() {
    begin(0);
    return line.put(checksum.line()).endLine().endLine().buffer();
  }

  /// Ends the chunk before, if there was one.
  private void begin(int size) {
    boolean first = line.length() == 0;
    line.clear();
    if (!first) {
      line.endLine();
    }
    line.put(Integer.toHexString(size)).endLine();
  }
}
