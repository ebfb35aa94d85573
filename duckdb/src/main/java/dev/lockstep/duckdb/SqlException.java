package dev.lockstep.duckdb;

/// A statement was refused or has failed; the message is the engine's.
public final class SqlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SqlException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
