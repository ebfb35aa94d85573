package dev.lockstep.cli;

/// What the user typed or configured can't be meant; the message says what is wrong and what to
/// type instead.
final class WrongUsage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongUsage(String message) {
    super(message);
  }
}
