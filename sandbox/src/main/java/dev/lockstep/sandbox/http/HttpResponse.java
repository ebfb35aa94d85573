package dev.lockstep.sandbox.http;

import dev.lockstep.sandbox.content.Content;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An answer. Belongs to one thread.
public final class HttpResponse {
  /// Header lines, name and value in turn.
  private final List<String> headers = new ArrayList<>();

  private final int status;
  private Body body = new Body.None();

  public HttpResponse(int status) {
    this.status = status;
  }

  /// What follows the head.
  sealed interface Body {
    record None() implements Body {}

    record Bytes(ByteBuffer bytes) implements Body {}

    record Part(Content content, long offset, long length) implements Body {}
  }

  public int status() {
    return status;
  }

  Body body() {
    return body;
  }

  List<String> headers() {
    return headers;
  }

  /// Adds a header; a null value adds none.
  public HttpResponse header(String name, @Nullable String value) {
    if (value != null) {
      headers.add(name);
      headers.add(value);
    }
    return this;
  }

  /// Sends bytes, which must not change any more.
  public HttpResponse bytes(byte[] bytes, int length) {
    body = new Body.Bytes(ByteBuffer.wrap(bytes, 0, length));
    return this;
  }

  /// Sends a run of a content.
  public HttpResponse content(Content content, long offset, long length) {
    body = new Body.Part(content, offset, length);
    return this;
  }

  /// How long the body is: also that of an answer to a HEAD, which has none.
  long length() {
    return switch (body) {
      case Body.None() -> 0;
      case Body.Bytes(ByteBuffer bytes) -> bytes.remaining();
      case Body.Part(Content _, long _, long length) -> length;
    };
  }
}
