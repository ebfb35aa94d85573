package dev.lockstep.sandbox.face;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/// Names for requests, which S3 gives with each answer.
final class RequestIds {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final AtomicLong count = new AtomicLong();

  String next() {
    return HEX.toHexDigits(count.incrementAndGet() * 0x9e3779b97f4a7c15L);
  }

  /// The other id, which at AWS names the host.
  String hostId(String requestId) {
    return "lockstep/sandbox/" + requestId;
  }
}
