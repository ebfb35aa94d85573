package dev.lockstep.s3.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A request has no answer, or only a piece of one.
public final class WireException extends IOException {
  private static final long serialVersionUID = 1L;

  /// How far it got.
  public enum Stage {
    /// No such host, nothing listens: nothing was sent.
    UNREACHABLE,
    /// No trust, no common TLS, or a proxy that refuses: nothing was sent, and it will stay so.
    UNTRUSTED,
    /// No connection within the time: nothing was sent.
    NOT_CONNECTED,
    /// The connection failed before the first byte of an answer.
    NOT_ANSWERED,
    /// The answer began and did not end.
    CUT_OFF,
    /// What came is no HTTP/1.1.
    MALFORMED,
    /// The bytes that were to be sent did not come from where they are read.
    BODY_FAILED
  }

  private final Stage stage;

  public WireException(Stage stage, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.stage = stage;
  }

  public Stage stage() {
    return stage;
  }

  static WireException malformed(String message) {
    return new WireException(Stage.MALFORMED, message, null);
  }

  static String reason(Throwable failure) {
    String message = failure.getMessage();
    String kind = failure.getClass().getSimpleName();
    return message == null || message.isEmpty() ? kind : message;
  }
}
