package dev.lockstep.state;

import org.jspecify.annotations.Nullable;

/// What is remembered can't be read or written. The message says what to do.
public final class StateException extends RuntimeException {
  /// What stands in the way.
  public enum Reason {
    /// Another process that is alive holds it.
    HELD,
    /// A later writer has taken over: what this one knows may be out of date.
    FENCED,
    /// What is there is no state, or no longer whole.
    DAMAGED,
    /// A later Lockstep has written it, in a way that this one does not know.
    NEWER,
    /// The folder, disk or server can't be used.
    UNUSABLE
  }

  private final Reason reason;

  public StateException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
