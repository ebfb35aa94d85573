package dev.lockstep.job;

import dev.lockstep.copy.CopyRequest;
import dev.lockstep.copy.Replaced;
import dev.lockstep.copy.StoppedException;
import dev.lockstep.endpoint.DeleteFailure;
import dev.lockstep.endpoint.DeleteReceipt;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.history.ChronologicalOrder;
import dev.lockstep.history.ExactHistory;
import dev.lockstep.history.HistoryMemory;
import dev.lockstep.history.HistoryPair;
import dev.lockstep.job.ObjectOutcome.Written;
import dev.lockstep.job.VersionIdentity.Kept;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.VersionId;
import dev.lockstep.telemetry.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes at the destination what a key has been at the source since: version after version, the
/// oldest first, each after the one before has arrived. What fails ends the key, so that nothing
/// newer comes to stand on a gap. One thread; one for each key.
///
/// A write that was sent twice may have made two versions. So where that may be, and where the
/// store does not tell which version it has made, the key is listed and what stands there twice is
/// removed.
final class HistoryReplay {
  private final BucketScope source;
  private final BucketScope destination;
  private final ChronologicalOrder destinationOrder;
  private final CheckedCopy copy;
  private final CopyTally tally;
  private final HistoryCounts counts;
  private final Progress progress;
  private final HistoryPair pair;
  private final HistoryMemory memory;
  private final Set<VersionId> known = new HashSet<>();
  private final boolean keepsIdentity;
  private @Nullable ObjectVersion top;

  /// The exact time of [#top], where the store orders by it.
  private @Nullable Instant latest;

  private int done;

  /// @param keepsIdentity whether the destination lets ids and times be said
  HistoryReplay(
      BucketScope source,
      BucketScope destination,
      ChronologicalOrder destinationOrder,
      CheckedCopy copy,
      CopyTally tally,
      HistoryCounts counts,
      Progress progress,
      HistoryPair pair,
      HistoryMemory memory,
      boolean keepsIdentity) {
    this.source = source;
    this.destination = destination;
    this.destinationOrder = destinationOrder;
    this.copy = copy;
    this.tally = tally;
    this.counts = counts;
    this.progress = progress;
    this.pair = pair;
    this.memory = memory;
    List<ObjectVersion> there = pair.destination().versions();
    there.forEach(version -> known.add(version.id()));
    this.top = there.isEmpty() ? null : there.getLast();
    this.latest = top == null ? null : VersionIdentity.latest(top);
    this.keepsIdentity = keepsIdentity;
  }

  /// @param missing what is to be written, oldest first
  /// @return what ended it early; null when all was written
  /// @throws StoreException when a store fails in a way that concerns this key, or all
  /// @throws StoppedException when it was told to stop
  @Nullable ObjectFailure run(List<ObjectVersion> missing) {
    memory.begin(missing, top);
    try {
      for (ObjectVersion version : missing) {
        if (copy.isStopped()) {
          throw new StoppedException();
        }
        ObjectFailure failure = version.deleteMarker() ? mark(version) : copy(version);
        if (failure != null) {
          return failure;
        }
        done++;
      }
      return null;
    } finally {
      memory.flush();
    }
  }

  /// How many versions have been dealt with.
  int done() {
    return done;
  }

  // Objects --------------------------------------------------------------------------------------

  private @Nullable ObjectFailure copy(ObjectVersion version) {
    CopyRequest request =
        new CopyRequest(
                source.object(pair.key(), version.id()),
                destination.object(pair.key()),
                version.size(),
                version.etag(),
                version.storageClass(),
                replaced())
            .older(!version.latest());
    VersionIdentity identity = identity(version);
    if (identity != null) {
      request = request.keeping(identity.id(), identity.time());
    }
    return switch (copyByEitherName(version, request)) {
      case ObjectOutcome.Arrived arrived -> {
        tally.arrived(request.target().key(), arrived);
        yield arrived(version, identity, arrived.written());
      }
      case ObjectOutcome.Incomplete incomplete -> {
        tally.written(incomplete.bytes());
        ObjectFailure lost = arrived(version, identity, incomplete.written());
        counts.incomplete(incomplete.failure());
        yield lost;
      }
      case ObjectOutcome.Failed(ObjectFailure failure) -> failure;
      case ObjectOutcome.LeftAlone(ObjectFailure conflict) -> conflict;
      case ObjectOutcome.SourceGone _ -> {
        tally.sourceGone();
        memory.gone(version);
        yield null;
      }
      case ObjectOutcome.Stopped _ -> throw new StoppedException();
    };
  }

  /// Some stores don't find the version `null` by that name while it is the newest, and was there
  /// before versions were kept (versitygw). Its ETag tells whether it still is.
  private ObjectOutcome copyByEitherName(ObjectVersion version, CopyRequest request) {
    ObjectOutcome outcome = copy.copy(request);
    boolean perhapsHidden =
        outcome instanceof ObjectOutcome.SourceGone
            && version.id().isNull()
            && version.latest()
            && version.etag() != null;
    return perhapsHidden ? copy.copy(request.from(source.object(pair.key()))) : outcome;
  }

  private Replaced replaced() {
    return top == null || top.deleteMarker()
        ? Replaced.NOTHING
        : new Replaced.Listed(top.etag(), top.size());
  }

  /// Null where the destination takes none.
  private @Nullable VersionIdentity identity(ObjectVersion version) {
    return keepsIdentity
        ? VersionIdentity.of(version, latest, !known.contains(version.id()))
        : null;
  }

  private @Nullable ObjectFailure arrived(
      ObjectVersion version, @Nullable VersionIdentity identity, Written written) {
    progress.copied();
    known.addAll(written.besides());
    remove(written.besides().stream().map(made -> destination.object(pair.key(), made)).toList());
    VersionId id = written.version();
    if (id == null || written.perhapsTwice()) {
      id = settled(version, id);
    }
    if (id == null) {
      return failure(
          version,
          "VersionNotFound",
          "it was written, and is not listed among the versions of "
              + there()
              + (written.version() == null && known.contains(VersionId.NULL)
                  ? "; perhaps the store keeps no versions of this key, and has put it in place of the one before"
                  : ""));
    }
    counts.version();
    stands(version, identity, id, false);
    return null;
  }

  private void stands(
      ObjectVersion version, @Nullable VersionIdentity identity, VersionId id, boolean marker) {
    known.add(id);
    Kept kept = identity == null ? Kept.NOTHING : identity.kept(version, id);
    counts.kept(kept);
    if (identity != null) {
      latest = identity.time();
    }
    top =
        new ObjectVersion(
            id,
            true,
            marker,
            version.size(),
            version.lastModified(),
            version.etag(),
            version.storageClass());
    if (kept == Kept.ID_AND_TIME || kept == Kept.ID_ALONE) {
      memory.kept(version, id);
    } else {
      memory.copied(version, id);
    }
  }

  // Delete markers -------------------------------------------------------------------------------

  private @Nullable ObjectFailure mark(ObjectVersion marker) {
    VersionIdentity identity = identity(marker);
    VersionId id = identity == null ? marked(marker) : marked(marker, identity);
    if (id != null) {
      counts.deleteMarker();
      progress.copied();
      stands(marker, identity, id, true);
      return null;
    }
    if (top == null || top.deleteMarker()) {
      counts.notMade();
      progress.copied();
      memory.notMade(marker);
      return null;
    }
    return failure(
        marker, "MarkerNotMade", there() + " was deleted, and no delete marker is listed for it");
  }

  private @Nullable VersionId marked(ObjectVersion marker) {
    return marked(marker, destination.store().deleteObject(destination.object(pair.key())));
  }

  /// A deletion that names its marker must not be sent twice: where its answer was lost, the marker
  /// is looked for before.
  private @Nullable VersionId marked(ObjectVersion marker, VersionIdentity identity) {
    ObjectRef wanted = destination.object(pair.key(), identity.id());
    try {
      return marked(marker, destination.store().markDeleted(wanted, identity.time()));
    } catch (StoreException e) {
      VersionId made = e.failure().mayBeDone() ? settled(marker, identity.id()) : null;
      if (made == null && e.failure().retryable() && e.failure().mayBeDone()) {
        return marked(marker, destination.store().markDeleted(wanted, identity.time()));
      }
      if (made == null) {
        throw e;
      }
      return made;
    }
  }

  private @Nullable VersionId marked(ObjectVersion marker, DeleteReceipt receipt) {
    VersionId id = receipt.marker() ? receipt.version() : null;
    return id == null || known.contains(id) || receipt.perhapsTwice() ? settled(marker, id) : id;
  }

  // What stands there ----------------------------------------------------------------------------

  /// Finds the version that a write has made, and removes what it has made besides.
  ///
  /// @param told by the store; null where it told none
  /// @return null when nothing new stands there
  private @Nullable VersionId settled(ObjectVersion written, @Nullable VersionId told) {
    List<ObjectVersion> fresh = new ArrayList<>();
    for (ObjectVersion version :
        ExactHistory.of(destination, pair.key(), destinationOrder).versions()) {
      if (!known.contains(version.id()) && isOf(written, version)) {
        fresh.add(version);
      }
    }
    if (fresh.isEmpty()) {
      return null;
    }
    ObjectVersion kept =
        fresh.stream()
            .filter(version -> version.id().equals(told))
            .findFirst()
            .orElse(fresh.getLast());
    remove(
        fresh.stream()
            .filter(version -> !version.id().equals(kept.id()) && isTwin(version, kept))
            .map(version -> destination.object(pair.key(), version.id()))
            .toList());
    return kept.id();
  }

  private static boolean isOf(ObjectVersion written, ObjectVersion listed) {
    return written.deleteMarker() == listed.deleteMarker() && written.size() == listed.size();
  }

  /// What somebody else has written meanwhile is no twin, unless it is the same.
  private static boolean isTwin(ObjectVersion one, ObjectVersion other) {
    return one.deleteMarker() || one.etag() != null && one.etag().equals(other.etag());
  }

  private void remove(List<ObjectRef> twice) {
    if (twice.isEmpty()) {
      return;
    }
    for (DeleteFailure left : destination.store().deleteObjects(destination.bucket(), twice)) {
      tally.note(
          destination.store().name()
              + ":"
              + left.object()
              + ": is there besides, as it was written more than once, and can't be removed: "
              + left.failure().detail().message());
    }
  }

  private String there() {
    return destination.store().name() + ":" + destination.object(pair.key());
  }

  private ObjectFailure failure(ObjectVersion version, String code, String message) {
    return failure(source, pair.key(), version, code, message);
  }

  static ObjectFailure failure(
      BucketScope source,
      ObjectKey key,
      @Nullable ObjectVersion version,
      String code,
      String message) {
    return new ObjectFailure(
        source.prefix().then(key), version == null ? null : version.id().value(), code, message);
  }

  /// What a store's failure is for the version that could not be written.
  ObjectFailure failureOf(StoreException e) {
    return failure(
        source, pair.key(), null, e.failure().detail().code(), String.valueOf(e.getMessage()));
  }
}
