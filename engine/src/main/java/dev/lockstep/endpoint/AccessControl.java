package dev.lockstep.endpoint;

import java.util.List;

/// The access control list of an object.
///
/// @param ownerId the store's own id of the owner; empty where it tells none
public record AccessControl(String ownerId, List<Grant> grants) {
  public AccessControl {
    grants = List.copyOf(grants);
  }

  /// A permission of somebody.
  ///
  /// @param permission `FULL_CONTROL`, `READ`, `WRITE`, `READ_ACP` or `WRITE_ACP`
  public record Grant(Grantee grantee, String permission) {}

  /// Who is meant. An id means something only within one store; a group means the same everywhere.
  public sealed interface Grantee {
    record CanonicalUser(String id) implements Grantee {}

    record Group(String uri) implements Grantee {}

    record Email(String address) implements Grantee {}
  }
}
