package dev.lockstep.sandbox.store;

import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.VersionId;
import dev.lockstep.sandbox.content.Fingerprint;
import dev.lockstep.sandbox.content.Intake.Received;
import dev.lockstep.sandbox.store.ObjectReads.Found;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Writes objects, their tags and their access control lists.
public final class ObjectWrites {
  private final SandboxStore store;

  ObjectWrites(SandboxStore store) {
    this.store = store;
  }

  /// The bucket to write to, before any byte of a body is read: refuses at once what can be.
  public StoredBucket target(Account caller, ObjectRef ref) {
    StoredBucket bucket = store.writable(ref.bucket());
    Permission.WRITE.require(caller, bucket.acl(), bucket.owner());
    AttributeRules.checkKey(ref.key());
    return bucket;
  }

  /// An object as it is to be written in one piece.
  ///
  /// @param algorithm of the checksum to keep; the body's fingerprint has it
  public record NewObject(
      Received body,
      Checksum.Algorithm algorithm,
      ObjectAttributes attributes,
      AccessControl acl,
      WriteConditions conditions) {}

  /// Writes an object whose body has arrived and was verified.
  public Found put(Account caller, ObjectRef ref, NewObject fresh) {
    StoredBucket bucket = target(caller, ref);
    if (fresh.body().content().length() > store.limits().singleWrite()) {
      throw tooLarge(store.limits().singleWrite());
    }
    LockRules.checkNew(fresh.attributes().lock(), bucket, store.now());
    Fingerprint fingerprint = fresh.body().fingerprint();
    StoredObject object =
        new StoredObject(
            fresh.body().content(),
            new ETag(fingerprint.md5Hex()),
            List.of(),
            AttributeRules.checked(fresh.attributes()),
            checksum(fingerprint, fresh.algorithm()),
            fresh.acl());
    return commit(bucket, ref.key(), ref.version(), object, fresh.conditions());
  }

  static Checksum checksum(Fingerprint fingerprint, Checksum.Algorithm algorithm) {
    byte[] value = Objects.requireNonNull(fingerprint.checksums().get(algorithm));
    return new Checksum(
        algorithm, Checksum.Type.FULL_OBJECT, Base64.getEncoder().encodeToString(value));
  }

  static Refusal tooLarge(long most) {
    return new Refusal(ErrorCode.ENTITY_TOO_LARGE).with("MaxSizeAllowed", Long.toString(most));
  }

  /// Makes an object the newest version of its key, if the conditions hold at that moment.
  ///
  /// @param wanted the id that the version is to have; null for one of the store's
  Found commit(
      StoredBucket bucket,
      ObjectKey key,
      @Nullable VersionId wanted,
      StoredObject object,
      WriteConditions conditions) {
    return bucket.change(
        key,
        history -> {
          conditions.check(history);
          Versioning versioning = bucket.versioning();
          Identity identity = identity(versioning, wanted, conditions);
          VersionId id = identity.id();
          Version.Stored version = new Version.Stored(id, identity.time(), tagged(object, id));
          History after =
              store.keepsIdentities()
                  ? History.byTime(history, version)
                  : History.on(history, version);
          return new StoredBucket.Change<>(after, new Found(version, versioning != Versioning.OFF));
        });
  }

  /// What a version is called, and when it was made.
  record Identity(VersionId id, Instant time) {}

  /// As MinIO has it: an id can be said where the bucket keeps versions, and is a UUID.
  Identity identity(Versioning versioning, @Nullable VersionId wanted, WriteConditions conditions) {
    boolean heard = store.keepsIdentities() && versioning == Versioning.ENABLED;
    Instant said = conditions.modified();
    Instant time = heard && said != null ? said : store.now();
    if (heard && wanted != null) {
      if (!wanted.isUuid()) {
        throw Refusal.argument("versionId", wanted.value(), "Invalid version id specified");
      }
      return new Identity(wanted, time);
    }
    return new Identity(
        versioning == Versioning.ENABLED ? store.nextVersionId() : VersionId.NULL, time);
  }

  /// With an ETag that says nothing of the bytes, where S3's does not.
  private static StoredObject tagged(StoredObject object, VersionId id) {
    if (!object.hidesMd5()) {
      return object;
    }
    String opaque = OpaqueId.digits(object.etag().value() + id.value());
    int parts = object.parts().size();
    return object.withEtag(new ETag(parts == 0 ? opaque : opaque + "-" + parts));
  }

  /// Sets the tags of an object; its ETag and its time stay.
  ///
  /// @return the version that was changed
  public Found putTags(Account caller, ObjectRef ref, Map<String, String> tags) {
    AttributeRules.checkTags(tags);
    StoredBucket bucket = store.writable(ref.bucket());
    Permission.WRITE.require(caller, bucket.acl(), bucket.owner());
    return replace(caller, bucket, ref, object -> object.withTags(tags));
  }

  /// Sets the access control list of an object.
  public Found putAcl(Account caller, ObjectRef ref, AccessControl acl) {
    StoredBucket bucket = store.writable(ref.bucket());
    Permission.WRITE_ACP.require(caller, store.reads().fetchAcl(caller, ref), bucket.owner());
    return replace(caller, bucket, ref, object -> object.withAcl(acl));
  }

  /// Sets the retention of a version; its legal hold stays.
  ///
  /// @param retention [ObjectLock#NONE] for no retention
  /// @param bypass whether one of mode GOVERNANCE may be ended early
  public Found putRetention(Account caller, ObjectRef ref, ObjectLock retention, boolean bypass) {
    return relock(
        caller,
        ref,
        before -> {
          LockRules.checkRetention(before, retention, bypass, store.now());
          return retention.withLegalHold(before.legalHold());
        });
  }

  /// Sets or lifts the legal hold of a version; its retention stays.
  public Found putLegalHold(Account caller, ObjectRef ref, boolean held) {
    return relock(caller, ref, before -> before.withLegalHold(held));
  }

  private Found relock(Account caller, ObjectRef ref, UnaryOperator<ObjectLock> change) {
    StoredBucket bucket = store.writable(ref.bucket());
    Permission.WRITE.require(caller, bucket.acl(), bucket.owner());
    LockRules.checkBucket(bucket);
    return replace(
        caller, bucket, ref, object -> object.withLock(change.apply(object.attributes().lock())));
  }

  private Found replace(
      Account caller, StoredBucket bucket, ObjectRef ref, UnaryOperator<StoredObject> change) {
    return bucket.change(
        ref.key(),
        history -> {
          Found found = store.reads().find(caller, ref);
          Version.Stored before = found.version();
          Version.Stored after =
              new Version.Stored(before.id(), before.lastModified(), change.apply(before.object()));
          @Nullable History changed = history == null ? null : history.replacing(after);
          return new StoredBucket.Change<>(changed, new Found(after, found.tellsId()));
        });
  }

  /// The bucket's owner, for lists that name them.
  public Account ownerOf(BucketName bucket) {
    return store.bucket(bucket).owner();
  }
}
