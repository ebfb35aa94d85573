package dev.lockstep.endpoint;

import dev.lockstep.object.Printable;
import org.jspecify.annotations.Nullable;

/// A call to a store has failed. The message names operation, store, bucket and key, what the store
/// said, and its request id.
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient StoreFailure failure;

  /// @param operation S3's name of the operation: `PutObject`
  /// @param where store, bucket and key, as people write them: `old:photos/a.jpg`
  public StoreException(
      StoreFailure failure, String operation, String where, @Nullable Throwable cause) {
    super(message(failure.detail(), operation, where), cause);
    this.failure = failure;
  }

  public StoreFailure failure() {
    return failure;
  }

  private static String message(StoreFailure.Detail detail, String operation, String where) {
    StringBuilder text =
        new StringBuilder(operation)
            .append(" of ")
            .append(where)
            .append(": ")
            .append(detail.code());
    if (detail.status() != 0) {
      text.append(" (HTTP ").append(detail.status()).append(')');
    }
    if (!detail.message().isEmpty()) {
      text.append(": ").append(Printable.escape(detail.message()));
    }
    if (!detail.requestId().isEmpty()) {
      text.append(" [request ").append(Printable.escape(detail.requestId())).append(']');
    }
    return text.toString();
  }
}
