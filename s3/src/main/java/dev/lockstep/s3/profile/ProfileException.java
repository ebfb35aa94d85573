package dev.lockstep.s3.profile;

/// The configuration of a store is missing or wrong; the message is for the user who wrote it.
public final class ProfileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ProfileException(String message) {
    super(message);
  }

  public ProfileException(String message, Throwable cause) {
    super(message, cause);
  }
}
