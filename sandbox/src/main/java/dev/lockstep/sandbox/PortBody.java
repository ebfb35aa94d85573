package dev.lockstep.sandbox;

import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.object.Checksum;
import dev.lockstep.sandbox.content.Intake;
import dev.lockstep.sandbox.content.Intake.Received;
import dev.lockstep.sandbox.store.BodyClaims;
import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.Refusal;
import dev.lockstep.sandbox.store.StoredBucket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;

/// Takes in the bodies that the port hands over.
final class PortBody {
  private PortBody() {}

  static Received receive(
      ObjectBody body, Set<Checksum.Algorithm> algorithms, StoredBucket bucket) {
    try {
      return Intake.receive(source(body), body.length(), algorithms, bucket.keeps(body.length()));
    } catch (IOException e) {
      throw new Refusal(ErrorCode.INCOMPLETE_BODY, "The body can't be read: " + e);
    }
  }

  private static Intake.Source source(ObjectBody body) {
    return switch (body) {
      case ObjectBody.Buffered(ByteBuffer bytes) -> {
        ByteBuffer left = bytes.duplicate();
        yield (target, from, count) -> {
          int taken = Math.min(count, left.remaining());
          left.get(target, from, taken);
          return taken;
        };
      }
      case ObjectBody.Streamed streamed ->
          (target, from, count) -> streamed.source().read(ByteBuffer.wrap(target, from, count));
    };
  }

  /// What a client says that computes a checksum as it sends: the right one of what it has sent.
  static BodyClaims trailed(BodyClaims announced, Received received) {
    Checksum.Algorithm algorithm = announced.algorithm();
    if (algorithm == null || announced.checksum() != null) {
      return announced;
    }
    byte[] digest = Objects.requireNonNull(received.fingerprint().checksums().get(algorithm));
    return new BodyClaims(null, algorithm, Base64.getEncoder().encodeToString(digest));
  }
}
