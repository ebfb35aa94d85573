package dev.lockstep.s3.wire;

import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.s3.wire.WireException.Stage;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Where the bytes of a streamed body come from: exactly as many as were promised, or a failure.
final class BodySource {
  private final ObjectBody.Streamed body;
  private long missing;

  BodySource(ObjectBody.Streamed body) {
    this.body = body;
    missing = body.length();
  }

  /// Fills a buffer as far as there is more, and makes it ready to be read.
  ///
  /// @return false when there was no more
  boolean fill(ByteBuffer buffer) throws WireException {
    buffer.clear();
    if (missing < buffer.remaining()) {
      buffer.limit((int) missing);
    }
    try {
      while (buffer.hasRemaining()) {
        if (body.source().read(buffer) < 0) {
          throw new WireException(
              Stage.BODY_FAILED,
              "The body ended " + (missing - buffer.position()) + " bytes too early",
              null);
        }
      }
    } catch (WireException e) {
      throw e.stage() == Stage.BODY_FAILED ? e : failed(e);
    } catch (IOException e) {
      throw failed(e);
    }
    missing -= buffer.flip().remaining();
    return buffer.hasRemaining();
  }

  private static WireException failed(IOException cause) {
    return new WireException(Stage.BODY_FAILED, WireException.reason(cause), cause);
  }
}
