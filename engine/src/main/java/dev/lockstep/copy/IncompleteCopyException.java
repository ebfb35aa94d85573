package dev.lockstep.copy;

import dev.lockstep.endpoint.StoreException;

/// An object's bytes have been written, but not all that belongs to it: what failed is the cause.
/// The object is at the destination and looks the same in a listing, so the failure must not be
/// forgotten when listings agree.
public final class IncompleteCopyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  IncompleteCopyException(StoreException cause) {
    super(cause.getMessage(), cause);
    this.code = cause.failure().detail().code();
  }

  /// The store's code of what failed.
  public String code() {
    return code;
  }
}
