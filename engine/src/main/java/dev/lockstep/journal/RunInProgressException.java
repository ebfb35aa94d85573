package dev.lockstep.journal;

/// Another run between the same two places is alive.
public final class RunInProgressException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunInProgressException(String message) {
    super(message);
  }
}
