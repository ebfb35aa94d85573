package dev.lockstep.sandbox.store;

import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.endpoint.AccessControl.Grantee;

/// What an ACL can allow.
enum Permission {
  READ,
  WRITE,
  READ_ACP,
  WRITE_ACP;

  static final String FULL_CONTROL = "FULL_CONTROL";

  /// Refuses unless the list gives the caller this permission.
  void require(Account caller, AccessControl acl, Account bucketOwner) {
    if (caller.equals(bucketOwner) || isGiven(caller, acl)) {
      return;
    }
    throw new Refusal(ErrorCode.ACCESS_DENIED);
  }

  private boolean isGiven(Account caller, AccessControl acl) {
    if (acl.ownerId().equals(caller.id()) && !caller.anonymous()) {
      return true;
    }
    return acl.grants().stream()
        .anyMatch(grant -> covers(grant.permission()) && means(grant.grantee(), caller));
  }

  private boolean covers(String permission) {
    return permission.equals(FULL_CONTROL) || permission.equals(name());
  }

  private static boolean means(Grantee grantee, Account caller) {
    return switch (grantee) {
      case Grantee.CanonicalUser(String id) -> id.equals(caller.id());
      case Grantee.Email _ -> false;
      case Grantee.Group(String uri) ->
          uri.equals(CannedAcl.ALL_USERS)
              || uri.equals(CannedAcl.AUTHENTICATED_USERS) && !caller.anonymous();
    };
  }
}
