package dev.lockstep.sandbox.signature;

import dev.lockstep.sandbox.store.Account;
import org.jspecify.annotations.Nullable;

/// A request whose sender is known.
///
/// @param payloadHash what it says of its body's digest; `UNSIGNED-PAYLOAD` for nothing
/// @param chunks what signs the chunks of its body; null for an anonymous request
public record Signed(Account account, String payloadHash, @Nullable ChunkSigner chunks) {
  static final Signed ANONYMOUS = new Signed(Account.ANONYMOUS, Claim.UNSIGNED, null);
}
