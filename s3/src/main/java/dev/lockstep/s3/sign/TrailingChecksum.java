package dev.lockstep.s3.sign;

import dev.lockstep.object.Checksum;
import dev.lockstep.object.RunningChecksum;
import java.nio.ByteBuffer;

/// A checksum that is computed of a body as it passes, and sent behind it in a header of its own, a
/// trailer.
public final class TrailingChecksum {
  private final RunningChecksum running;
  private final String name;

  public TrailingChecksum(Checksum.Algorithm algorithm) {
    running = RunningChecksum.of(algorithm);
    name = algorithm.header();
  }

  void update(ByteBuffer chunk) {
    running.update(chunk);
  }

  /// The header without the end of its line, once all bytes have passed.
  String line() {
    return name + ':' + running.checksum().value();
  }

  /// How long the line will be.
  int lineLength() {
    int base64 = Math.ceilDiv(running.algorithm().digestBytes(), 3) * 4;
    return name.length() + 1 + base64;
  }
}
