package dev.lockstep.endpoint;

import dev.lockstep.object.Printable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A call to a store has failed. The message names operation, store, bucket and key, what the store
/// said, and its request id.
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient StoreFailure failure;
  private final boolean ofOutage;

  /// @param operation S3's name of the operation: `PutObject`
  /// @param where store, bucket and key, as people write them: `old:photos/a.jpg`
  public StoreException(
      StoreFailure failure, String operation, String where, @Nullable Throwable cause) {
    this(failure, message(failure.detail(), operation, where), cause, false);
  }

  private StoreException(
      StoreFailure failure, String message, @Nullable Throwable cause, boolean ofOutage) {
    super(message, cause);
    this.failure = failure;
    this.ofOutage = ofOutage;
  }

  /// The same, of a store that was out as a whole and is back.
  StoreException whileOut() {
    return new StoreException(failure, String.valueOf(getMessage()), this, true);
  }

  /// The same, as the end of all patience.
  StoreException givingUp(Duration patience) {
    String message =
        getMessage()
            + "; nothing but failures came from this store, and it is given up after "
            + patience.toSeconds()
            + " s";
    StoreFailure lasting = new StoreFailure.Unreachable(failure.detail(), true);
    return new StoreException(lasting, message, this, false);
  }

  /// Whether the store was out as a whole and is back: then this says nothing about what was asked
  /// for, and is no attempt at it.
  public boolean ofOutage() {
    return ofOutage;
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
