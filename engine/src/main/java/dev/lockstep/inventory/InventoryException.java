package dev.lockstep.inventory;

import org.jspecify.annotations.Nullable;

/// A report, or what says how to make one, is not what it must be: it is incomplete, corrupt, or in
/// no form that is known. The message says which, and where.
public final class InventoryException extends RuntimeException {
  public InventoryException(String message) {
    this(message, null);
  }

  public InventoryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
