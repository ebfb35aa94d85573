package dev.lockstep.copy;

/// At the destination stands something else than was listed there, and it is not to be overwritten.
/// The message says what, for people.
final class TargetChangedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TargetChangedException(String message) {
    super(message);
  }
}
