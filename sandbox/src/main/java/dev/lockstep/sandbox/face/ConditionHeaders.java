package dev.lockstep.sandbox.face;

import dev.lockstep.sandbox.http.HttpHeaders;
import dev.lockstep.sandbox.store.HttpDate;
import dev.lockstep.sandbox.store.ReadConditions;
import dev.lockstep.sandbox.store.Refusal;
import dev.lockstep.sandbox.store.WriteConditions;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/// Conditions as headers.
final class ConditionHeaders {
  private ConditionHeaders() {}

  static ReadConditions read(HttpHeaders headers) {
    return conditions(headers, "");
  }

  static ReadConditions source(HttpHeaders headers) {
    return conditions(headers, "x-amz-copy-source-");
  }

  private static ReadConditions conditions(HttpHeaders headers, String prefix) {
    return new ReadConditions(
        headers.first(prefix + "if-match"),
        headers.first(prefix + "if-none-match"),
        HttpDate.parse(headers.first(prefix + "if-modified-since")),
        HttpDate.parse(headers.first(prefix + "if-unmodified-since")));
  }

  static WriteConditions write(HttpHeaders headers) {
    String modified = headers.first("x-minio-source-mtime");
    return new WriteConditions(
        headers.first("if-match"),
        headers.first("if-none-match"),
        modified == null ? null : time(modified),
        headers.first("x-minio-source-deletemarker", "").equals("true"));
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Refusal.argument("x-minio-source-mtime", text, "Not a valid time");
    }
  }
}
