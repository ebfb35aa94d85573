package dev.lockstep.sandbox.store;

import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.VersionId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds objects and tells what is kept of them.
public final class ObjectReads {
  private final SandboxStore store;

  ObjectReads(SandboxStore store) {
    this.store = store;
  }

  /// An object that was found, and whether its bucket tells version ids.
  public record Found(Version.Stored version, boolean tellsId) {
    public StoredObject object() {
      return version.object();
    }

    /// The version's id; null where versioning was never switched on.
    public @Nullable VersionId id() {
      return tellsId ? version.id() : null;
    }
  }

  /// The object meant, for those who may read it.
  public Found find(Account caller, ObjectRef ref) {
    Bucket bucket = store.bucket(ref.bucket());
    Found found = find(bucket, ref, caller);
    Permission.READ.require(caller, found.object().acl(), bucket.owner());
    return found;
  }

  /// The object meant, whose bytes are to be read.
  public Found open(Account caller, ObjectRef ref, ReadConditions conditions) {
    Found found = find(caller, ref);
    conditions.check(found.version(), ErrorCode.NOT_MODIFIED);
    AttributeRules.checkReadable(found.object());
    return found;
  }

  /// The object meant, to be copied from.
  Found openSource(Account caller, ObjectRef ref, ReadConditions conditions) {
    Found found;
    try {
      found = find(caller, ref);
    } catch (Refusal refusal) {
      if (refusal.code() == ErrorCode.METHOD_NOT_ALLOWED) {
        throw new Refusal(
            ErrorCode.INVALID_REQUEST,
            "The source of a copy request may not specifically refer to a delete marker by version"
                + " id.");
      }
      throw refusal;
    }
    conditions.check(found.version(), ErrorCode.PRECONDITION_FAILED);
    AttributeRules.checkReadable(found.object());
    return found;
  }

  private static Found find(Bucket bucket, ObjectRef ref, Account caller) {
    AttributeRules.checkKey(ref.key());
    boolean tellsId = bucket.versioning() != Versioning.OFF;
    History history = bucket.history(ref.key());
    Version version = meant(history, ref.version());
    return switch (version) {
      case Version.Stored stored -> new Found(stored, tellsId);
      case Version.DeleteMarker marker -> throw refused(marker, ref);
      case null -> throw missing(bucket, ref, caller);
    };
  }

  private static @Nullable Version meant(@Nullable History history, @Nullable VersionId id) {
    if (history == null) {
      return null;
    }
    return id == null ? history.newest() : history.find(id);
  }

  private static Refusal missing(Bucket bucket, ObjectRef ref, Account caller) {
    Permission.READ.require(caller, bucket.acl(), bucket.owner());
    if (ref.version() == null) {
      return new Refusal(ErrorCode.NO_SUCH_KEY).with("Key", ref.key().text());
    }
    return new Refusal(ErrorCode.NO_SUCH_VERSION)
        .with("Key", ref.key().text())
        .with("VersionId", ref.version().value());
  }

  private static Refusal refused(Version.DeleteMarker marker, ObjectRef ref) {
    Refusal refusal =
        ref.version() == null
            ? new Refusal(ErrorCode.NO_SUCH_KEY).with("Key", ref.key().text())
            : new Refusal(ErrorCode.METHOD_NOT_ALLOWED)
                .with("ResourceType", "DeleteMarker")
                .header("Allow", "DELETE")
                .header("Last-Modified", HttpDate.format(marker.lastModified()));
    return refusal
        .header("x-amz-delete-marker", "true")
        .header("x-amz-version-id", marker.id().value());
  }

  public Map<String, String> fetchTags(Account caller, ObjectRef ref) {
    return find(caller, ref).object().attributes().tags();
  }

  /// What locks a version, in a bucket that locks objects.
  public ObjectLock fetchLock(Account caller, ObjectRef ref) {
    Found found = find(caller, ref);
    if (!store.bucket(ref.bucket()).locksObjects()) {
      throw new Refusal(ErrorCode.INVALID_REQUEST, "Bucket is missing Object Lock Configuration");
    }
    return found.object().attributes().lock();
  }

  public AccessControl fetchAcl(Account caller, ObjectRef ref) {
    Bucket bucket = store.bucket(ref.bucket());
    AccessControl acl = find(bucket, ref, caller).object().acl();
    Permission.READ_ACP.require(caller, acl, bucket.owner());
    return acl;
  }
}
