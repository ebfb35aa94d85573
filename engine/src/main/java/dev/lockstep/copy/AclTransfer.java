package dev.lockstep.copy;

import dev.lockstep.copy.CopyOutcome.Copied;
import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.endpoint.AccessControl.Grant;
import dev.lockstep.endpoint.AccessControl.Grantee;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives the copy the grants of the source. Users' ids mean something within one store only:
/// between stores the owner's own grant becomes the new owner's, groups (everybody, every
/// authenticated user) pass, and others are left out with a note, or fail the object when the ACL
/// must arrive.
final class AclTransfer {
  private final ObjectStore source;
  private final ObjectStore destination;
  private final boolean demanded;

  AclTransfer(ObjectStore source, ObjectStore destination, boolean demanded) {
    this.source = source;
    this.destination = destination;
    this.demanded = demanded;
  }

  Copied apply(CopyRequest request, Copied copied) {
    try {
      AccessControl given = source.fetchAcl(request.source());
      AccessControl fresh = destination.fetchAcl(request.target());
      List<Grant> lost = new ArrayList<>();
      AccessControl wanted = translate(given, fresh.ownerId(), lost);
      if (!wanted.equals(fresh)) {
        destination.putAcl(request.target(), wanted);
        if (!destination.fetchAcl(request.target()).grants().containsAll(othersIn(wanted))) {
          return notKept(request, copied, "the store dropped it in silence", null);
        }
      }
      return lost.isEmpty()
          ? copied
          : notKept(
              request,
              copied,
              lost.size() + " grants to users that the destination does not know",
              null);
    } catch (StoreException e) {
      if (e.failure().refusal() || e.failure() instanceof StoreFailure.Denied) {
        return notKept(request, copied, e.failure().detail().code(), e);
      }
      throw e;
    }
  }

  private AccessControl translate(AccessControl given, String newOwner, List<Grant> lost) {
    boolean sameStore = destination.canCopyFrom(source);
    List<Grant> grants = new ArrayList<>();
    for (Grant grant : given.grants()) {
      switch (grant.grantee()) {
        case Grantee.Group _ -> grants.add(grant);
        case Grantee.CanonicalUser user when user.id().equals(given.ownerId()) ->
            grants.add(new Grant(new Grantee.CanonicalUser(newOwner), grant.permission()));
        case Grantee.CanonicalUser _, Grantee.Email _ -> (sameStore ? grants : lost).add(grant);
      }
    }
    return new AccessControl(newOwner, grants);
  }

  /// What somebody besides the owner may do.
  private static List<Grant> othersIn(AccessControl acl) {
    return acl.grants().stream()
        .filter(grant -> !grant.grantee().equals(new Grantee.CanonicalUser(acl.ownerId())))
        .toList();
  }

  private Copied notKept(
      CopyRequest request, Copied copied, String why, @Nullable StoreException cause) {
    if (!demanded) {
      return copied.withNote("ACL not kept: " + why);
    }
    throw new StoreException(
        new StoreFailure.Unsupported(StoreFailure.Detail.ours("AclNotKept", why)),
        "PutObjectAcl",
        destination.name() + ":" + request.target(),
        cause);
  }
}
