package dev.lockstep.sandbox.signature;

import dev.lockstep.sandbox.store.Account;

/// A key with which an account signs.
public record AccessKey(String id, String secret, Account account) {
  /// Without the secret.
  @Override
  public String toString() {
    return "AccessKey[" + id + "]";
  }
}
