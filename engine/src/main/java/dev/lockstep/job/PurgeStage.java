package dev.lockstep.job;

import dev.lockstep.concurrent.BoundedTasks;
import dev.lockstep.endpoint.DeleteFailure;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.history.ChronologicalOrder;
import dev.lockstep.history.ExactHistory;
import dev.lockstep.history.History;
import dev.lockstep.history.LongestHistory;
import dev.lockstep.history.SourceIdentity;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.ListingDisorder;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.VersionId;
import dev.lockstep.plan.PurgeSpool;
import dev.lockstep.plan.PurgeSpool.Purge;
import dev.lockstep.state.VersionMap;
import dev.lockstep.telemetry.Progress;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Removes from the destination the versions whose source was removed, when the firewall has let
/// that through: the last writes of a run. One thread.
///
/// A version that the source did not list is asked for there by its id first: a store that hides
/// one would have the only good copy removed. A delete marker can't be asked for, so its key is
/// listed once more, by itself.
final class PurgeStage {
  private static final int BATCH = 1000;

  private final BucketScope source;
  private final BucketScope destination;
  private final int concurrency;
  private final VersionMap map;
  private final FailureLog failures;
  private final Progress progress;
  private final Runnable endIfStopped;
  private long removed;

  /// @param endIfStopped throws when the run is to end
  PurgeStage(
      BucketScope source,
      BucketScope destination,
      int concurrency,
      VersionMap map,
      FailureLog failures,
      Progress progress,
      Runnable endIfStopped) {
    this.source = source;
    this.destination = destination;
    this.concurrency = concurrency;
    this.map = map;
    this.failures = failures;
    this.progress = progress;
    this.endIfStopped = endIfStopped;
  }

  /// @throws StoreException when a store has become unreachable
  void run(PurgeSpool spool) {
    spool.drain(BATCH, this::remove);
  }

  /// How many versions are gone.
  long removed() {
    return removed;
  }

  private void remove(List<Purge> purges) {
    endIfStopped.run();
    List<Purge> gone = goneAtTheSource(purges);
    if (gone.isEmpty()) {
      return;
    }
    List<ObjectRef> objects = gone.stream().map(this::target).toList();
    Set<ObjectRef> left = new HashSet<>();
    for (DeleteFailure failure : destination.store().deleteObjects(destination.bucket(), objects)) {
      left.add(failure.object());
      failed(
          failure.object(),
          failure.failure().detail().code(),
          failure.failure().detail().message());
    }
    for (Purge purge : gone) {
      if (!left.contains(target(purge))) {
        map.forget(purge.key(), List.of(purge.source()));
        removed++;
      }
    }
    progress.deleted(objects.size() - left.size());
  }

  private ObjectRef target(Purge purge) {
    return destination.object(purge.key(), purge.destination());
  }

  private List<Purge> goneAtTheSource(List<Purge> purges) {
    Semaphore slots = new Semaphore(concurrency);
    Queue<Purge> gone = new ConcurrentLinkedQueue<>();
    BoundedTasks questions = new BoundedTasks("question-");
    try (questions) {
      for (Purge purge : purges) {
        questions.start(
            slots,
            () -> {
              if (isGone(purge)) {
                gone.add(purge);
              }
            });
      }
    }
    questions.throwIfFailed();
    return List.copyOf(gone);
  }

  /// @throws StoreException when the source has become unreachable
  private boolean isGone(Purge purge) {
    try {
      boolean there = purge.deleteMarker() ? isMarkerThere(purge) : isVersionThere(purge);
      if (!there) {
        return true;
      }
      failed(
          target(purge),
          "NotListed",
          "not done, since "
              + source.store().name()
              + ":"
              + source.object(purge.key(), sourceId(purge))
              + " is there, though it was not listed; run again");
      return false;
    } catch (ListingDisorder e) {
      failed(target(purge), "NotKnown", "not done: " + e.getMessage());
      return false;
    } catch (StoreException e) {
      return switch (e.failure()) {
        case StoreFailure.Missing _ -> true;
        case StoreFailure.Unreachable _ -> throw e;
        case StoreFailure other -> {
          failed(
              target(purge),
              other.detail().code(),
              "not done, as the source can't be asked for it: " + e.getMessage());
          yield false;
        }
      };
    }
  }

  private static VersionId sourceId(Purge purge) {
    return SourceIdentity.listedId(purge.source());
  }

  private boolean isVersionThere(Purge purge) {
    ObjectRef there = source.object(purge.key(), sourceId(purge));
    ObjectHead head = source.store().headObject(there, ReadOptions.PLAIN);
    return isSame(purge, head.lastModified(), head.etag());
  }

  /// @throws ListingDisorder when not all of its key is known
  private boolean isMarkerThere(Purge purge) {
    ChronologicalOrder any = new ChronologicalOrder(false);
    History history = ExactHistory.of(source, purge.key(), any, LongestHistory.amongSome());
    if (history.tooLong()) {
      throw new ListingDisorder(source, "'" + purge.key() + "': " + history.disorder());
    }
    return history.versions().stream()
        .filter(version -> version.deleteMarker() && version.id().equals(sourceId(purge)))
        .anyMatch(version -> isSame(purge, version.lastModified(), null));
  }

  /// The id `null` may stand for another version by now.
  private static boolean isSame(Purge purge, Instant modified, @Nullable ETag etag) {
    return !sourceId(purge).isNull() || SourceIdentity.isOf(purge.source(), modified, etag);
  }

  private void failed(ObjectRef object, String code, String message) {
    ObjectKey relative = object.key().after(destination.prefix().length());
    VersionId version = object.version();
    failures.unwritten(
        relative,
        new ObjectFailure(
            object.key(),
            version == null ? null : version.value(),
            code,
            "Removing " + destination.store().name() + ":" + object + ": " + message));
    progress.failed();
  }
}
