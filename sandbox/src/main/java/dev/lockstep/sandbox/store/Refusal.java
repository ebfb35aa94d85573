package dev.lockstep.sandbox.store;

import java.util.LinkedHashMap;
import java.util.Map;

/// A request that the store answers with an error. Carries no stack trace: it is an answer.
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient Map<String, String> elements = new LinkedHashMap<>();
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  public Refusal(ErrorCode code) {
    this(code, code.message());
  }

  public Refusal(ErrorCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }

  /// Adds an element to the error's XML.
  public Refusal with(String element, String value) {
    elements.put(element, value);
    return this;
  }

  /// Adds a header to the answer.
  public Refusal header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  public Map<String, String> elements() {
    return elements;
  }

  public Map<String, String> headers() {
    return headers;
  }

  /// The text of an error's message, never null.
  public String text() {
    String message = super.getMessage();
    return message == null ? code.message() : message;
  }

  /// A refusal of an argument, with the elements that S3 adds to it.
  public static Refusal argument(String name, String value, String message) {
    return new Refusal(ErrorCode.INVALID_ARGUMENT, message)
        .with("ArgumentName", name)
        .with("ArgumentValue", value);
  }

  /// A refusal of what is not built here.
  public static Refusal notImplemented(String what) {
    return new Refusal(ErrorCode.NOT_IMPLEMENTED, what + " is not implemented");
  }
}
