package dev.lockstep.s3.wire;

import dev.lockstep.endpoint.ObjectBody;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A request ready to be sent.
///
/// @param head request line and headers with the empty line behind them, without `Expect`'s effect
///   on the body, which is up to the connection
/// @param answerHasBody false for HEAD
/// @param repeatable whether it may be sent again although it could have arrived
/// @param slow whether the server is expected to work before it answers
/// @param expectsContinue whether the head says `Expect: 100-continue`
/// @param chunks what goes between the chunks of a streamed body; null when it goes as it is
public record WireRequest(
    ByteBuffer head,
    ObjectBody body,
    boolean answerHasBody,
    boolean repeatable,
    boolean slow,
    boolean expectsContinue,
    @Nullable BodyChunks chunks) {
  /// A request whose body goes as it is.
  public WireRequest(
      ByteBuffer head,
      ObjectBody body,
      boolean answerHasBody,
      boolean repeatable,
      boolean slow,
      boolean expectsContinue) {
    this(head, body, answerHasBody, repeatable, slow, expectsContinue, null);
  }
}
