package dev.lockstep.telemetry;

/// What should be JSON is not, or is not the JSON that it should be.
public final class JsonException extends RuntimeException {
  public JsonException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
