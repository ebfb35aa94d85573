package dev.lockstep.sandbox.store;

/// Somebody who owns buckets and objects.
///
/// @param id the canonical id that ACLs name
public record Account(String id, String displayName) {
  /// Who sends requests without a signature.
  public static final Account ANONYMOUS =
      new Account("65a011a29cdf8ec533ec3d1ccaae921c", "anonymous");

  /// Who owns what a store makes by itself.
  public static final Account LOCKSTEP =
      new Account("10c657e900000000000000000000000000000000000000000000000000000000", "lockstep");

  /// An account of a name, with an id made of it.
  public static Account named(String name) {
    return new Account(OpaqueId.digits(name) + OpaqueId.digits(name + name), name);
  }

  /// The number of twelve digits that AWS would call the account by.
  public String number() {
    return String.format(
        "%012d", Math.floorMod(id.hashCode() * 2_654_435_761L, 1_000_000_000_000L));
  }

  public boolean anonymous() {
    return equals(ANONYMOUS);
  }
}
