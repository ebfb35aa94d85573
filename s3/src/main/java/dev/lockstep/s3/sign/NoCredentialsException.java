package dev.lockstep.s3.sign;

/// No credentials could be found; the message says where they were looked for.
public final class NoCredentialsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NoCredentialsException(String message, Throwable cause) {
    super(message, cause);
  }
}
