package dev.lockstep.sandbox.store;

import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.VersionId;
import org.jspecify.annotations.Nullable;

/// Deletes objects and versions.
public final class ObjectDeletes {
  private final SandboxStore store;

  ObjectDeletes(SandboxStore store) {
    this.store = store;
  }

  /// What a delete did.
  ///
  /// @param version the version removed, or the delete marker made; null where neither has an id
  /// @param marker whether that is a delete marker
  public record Deleted(@Nullable VersionId version, boolean marker) {
    static final Deleted NOTHING_TO_TELL = new Deleted(null, false);
  }

  /// Deletes a version, or the current object: by a mark where the bucket keeps versions.
  public Deleted delete(Account caller, ObjectRef ref, WriteConditions conditions) {
    return delete(caller, ref, conditions, false);
  }

  /// @param bypass whether a retention of mode GOVERNANCE is to be passed over, which the bucket's
  ///   owner may
  public Deleted delete(Account caller, ObjectRef ref, WriteConditions conditions, boolean bypass) {
    StoredBucket bucket = store.writes().target(caller, ref);
    return bucket.change(
        ref.key(),
        history ->
            ref.version() == null || isToBeMade(bucket, history, ref.version(), conditions)
                ? hide(bucket, history, ref.version(), caller, conditions)
                : remove(
                    history, ref.version(), conditions, bypass && caller.equals(bucket.owner())));
  }

  /// Whether a delete that names a version makes it. One that is there is removed.
  private boolean isToBeMade(
      StoredBucket bucket, @Nullable History history, VersionId id, WriteConditions conditions) {
    return store.keepsIdentities()
        && conditions.marks()
        && bucket.versioning() == Versioning.ENABLED
        && (history == null || history.find(id) == null);
  }

  private StoredBucket.Change<Deleted> remove(
      @Nullable History history, VersionId id, WriteConditions conditions, boolean bypass) {
    Version target = history == null ? null : history.find(id);
    LockRules.checkRemoval(target, bypass, store.now());
    conditions.checkDelete(target);
    History left = history == null ? null : history.without(id);
    return new StoredBucket.Change<>(left, new Deleted(id, target instanceof Version.DeleteMarker));
  }

  private StoredBucket.Change<Deleted> hide(
      StoredBucket bucket,
      @Nullable History history,
      @Nullable VersionId wanted,
      Account caller,
      WriteConditions conditions) {
    conditions.checkDelete(history == null ? null : history.newest());
    if (bucket.versioning() == Versioning.OFF) {
      History left = history == null ? null : history.without(VersionId.NULL);
      return new StoredBucket.Change<>(left, Deleted.NOTHING_TO_TELL);
    }
    ObjectWrites.Identity identity =
        store.writes().identity(bucket.versioning(), wanted, conditions);
    Version marker = new Version.DeleteMarker(identity.id(), identity.time(), caller.id());
    History after =
        store.keepsIdentities() ? History.byTime(history, marker) : History.on(history, marker);
    return new StoredBucket.Change<>(after, new Deleted(identity.id(), true));
  }
}
