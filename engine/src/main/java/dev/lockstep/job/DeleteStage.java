package dev.lockstep.job;

import dev.lockstep.endpoint.DeleteFailure;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.plan.DeleteSpool;
import dev.lockstep.telemetry.Progress;
import java.util.List;

/// Deletes what the plan says and the firewall has let through: the last writes of a run. One
/// thread.
final class DeleteStage {
  private static final int BATCH = 1000;

  private final BucketScope destination;
  private final Progress progress;
  private final FailureLog failures;
  private final Runnable endIfStopped;
  private long deleted;

  /// @param endIfStopped throws when the run is to end
  DeleteStage(
      BucketScope destination, Progress progress, FailureLog failures, Runnable endIfStopped) {
    this.destination = destination;
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
    List<ObjectRef> objects = relatives.stream().map(destination::object).toList();
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
