package dev.lockstep.job;

import dev.lockstep.concurrent.BoundedTasks;
import dev.lockstep.endpoint.DeleteFailure;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.ListingDisorder;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.plan.DeleteSpool;
import dev.lockstep.telemetry.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Deletes what the plan says and the firewall has let through: the last writes of a run. One
/// thread.
///
/// What was not listed at the source is asked for there by its name first: a store that hides a key
/// from its listings would have the only good copy deleted.
final class DeleteStage {
  private static final int BATCH = 1000;

  private final BucketScope source;
  private final BucketScope destination;
  private final @Nullable Instant asOf;
  private final int concurrency;
  private final Progress progress;
  private final FailureLog failures;
  private final Runnable endIfStopped;
  private long deleted;

  /// @param asOf what the source is taken for: what it held then; null for now
  /// @param concurrency how many keys the source is asked for at once
  /// @param endIfStopped throws when the run is to end
  DeleteStage(
      BucketScope source,
      BucketScope destination,
      @Nullable Instant asOf,
      int concurrency,
      Progress progress,
      FailureLog failures,
      Runnable endIfStopped) {
    this.source = source;
    this.destination = destination;
    this.asOf = asOf;
    this.concurrency = concurrency;
    this.progress = progress;
    this.failures = failures;
    this.endIfStopped = endIfStopped;
  }

  /// @throws StoreException when the store has become unreachable, so that there is no point in
  ///   going on
  void run(DeleteSpool spool) {
    spool.drain(BATCH, this::delete);
  }

  /// How many are gone.
  long deleted() {
    return deleted;
  }

  private void delete(List<ObjectKey> relatives) {
    endIfStopped.run();
    List<ObjectRef> objects = notAtTheSource(relatives).stream().map(destination::object).toList();
    if (objects.isEmpty()) {
      return;
    }
    try {
      List<DeleteFailure> left = destination.store().deleteObjects(destination.bucket(), objects);
      left.forEach(failure ->
          failed(
              failure.object(),
              failure.failure().detail().code(),
              failure.failure().detail().message()));
      deleted += objects.size() - left.size();
      progress.deleted(objects.size() - left.size());
    } catch (StoreException e) {
      if (e.failure() instanceof StoreFailure.Unreachable) {
        throw e;
      }
      objects.forEach(
          object -> failed(object, e.failure().detail().code(), String.valueOf(e.getMessage())));
    }
  }

  private List<ObjectKey> notAtTheSource(List<ObjectKey> relatives) {
    Semaphore slots = new Semaphore(concurrency);
    Queue<ObjectKey> missing = new ConcurrentLinkedQueue<>();
    BoundedTasks questions = new BoundedTasks("question-");
    try (questions) {
      for (ObjectKey relative : relatives) {
        questions.start(
            slots,
            () -> {
              if (isMissingAtTheSource(relative)) {
                missing.add(relative);
              }
            });
      }
    }
    questions.throwIfFailed();
    return missing.stream().sorted().toList();
  }

  /// @throws StoreException when the source has become unreachable
  private boolean isMissingAtTheSource(ObjectKey relative) {
    ObjectRef there = source.object(relative);
    ObjectRef here = destination.object(relative);
    try {
      if (asOf != null && !AsOf.had(source, relative, asOf)) {
        return true;
      }
      if (asOf == null) {
        source.store().headObject(there, ReadOptions.PLAIN);
      }
    } catch (ListingDisorder e) {
      failed(here, "OrderUnknown", "not done: " + e.getMessage());
      return false;
    } catch (StoreException e) {
      switch (e.failure()) {
        case StoreFailure.Missing _ -> {
          return true;
        }
        case StoreFailure.Unreachable _ -> throw e;
        case StoreFailure other ->
            failed(
                here,
                other.detail().code(),
                "not done, as the source can't be asked for it: " + e.getMessage());
      }
      return false;
    }
    failed(
        here,
        "NotListed",
        "not done, since "
            + source.store().name()
            + ":"
            + there
            + " is there, though it was not listed; if it is new, run again");
    return false;
  }

  private void failed(ObjectRef object, String code, String message) {
    ObjectKey relative = object.key().after(destination.prefix().length());
    failures.unwritten(
        relative,
        new ObjectFailure(
            object.key(),
            null,
            code,
            "Deleting " + destination.store().name() + ":" + object + ": " + message));
    progress.failed();
  }
}
