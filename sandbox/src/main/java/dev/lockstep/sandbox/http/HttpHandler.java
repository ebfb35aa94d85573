package dev.lockstep.sandbox.http;

import java.io.IOException;

/// Answers requests. Called by any thread.
@FunctionalInterface
public interface HttpHandler {
  /// @throws IOException when the request can't be read; the connection is then dropped
  HttpResponse answer(HttpRequest request) throws IOException;
}
