package dev.lockstep.sandbox.store;

import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.endpoint.AccessControl.Grant;
import dev.lockstep.endpoint.AccessControl.Grantee;
import java.util.ArrayList;
import java.util.List;

/// The access control lists that S3 has names for.
public final class CannedAcl {
  public static final String ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";
  public static final String AUTHENTICATED_USERS =
      "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";

  private CannedAcl() {}

  /// Full control for the owner alone.
  public static AccessControl privateTo(Account owner) {
    return new AccessControl(owner.id(), List.of(full(owner)));
  }

  /// The list of a name.
  ///
  /// @throws Refusal when there is no such name
  public static AccessControl named(String name, Account owner, Account bucketOwner) {
    List<Grant> grants = new ArrayList<>(List.of(full(owner)));
    switch (name) {
      case "private", "aws-exec-read" -> {}
      case "public-read" -> grants.add(group(ALL_USERS, Permission.READ));
      case "public-read-write" -> {
        grants.add(group(ALL_USERS, Permission.READ));
        grants.add(group(ALL_USERS, Permission.WRITE));
      }
      case "authenticated-read" -> grants.add(group(AUTHENTICATED_USERS, Permission.READ));
      case "bucket-owner-read" -> {
        if (!owner.equals(bucketOwner)) {
          grants.add(user(bucketOwner, Permission.READ.name()));
        }
      }
      case "bucket-owner-full-control" -> {
        if (!owner.equals(bucketOwner)) {
          grants.add(full(bucketOwner));
        }
      }
      default -> throw Refusal.argument("x-amz-acl", name, "Invalid Argument");
    }
    return new AccessControl(owner.id(), grants);
  }

  private static Grant full(Account account) {
    return user(account, Permission.FULL_CONTROL);
  }

  private static Grant user(Account account, String permission) {
    return new Grant(new Grantee.CanonicalUser(account.id()), permission);
  }

  private static Grant group(String uri, Permission permission) {
    return new Grant(new Grantee.Group(uri), permission.name());
  }
}
