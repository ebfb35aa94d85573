package dev.lockstep.job;

import dev.lockstep.compare.Difference;
import dev.lockstep.concurrent.BoundedTasks;
import dev.lockstep.copy.CopyRequest;
import dev.lockstep.copy.Replaced;
import dev.lockstep.copy.StoppedException;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.manifest.ManifestEntry;
import dev.lockstep.object.ObjectEntry;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Works through the keys of a manifest, many at a time, each in one pair of hands. [#submit] waits
/// while as much is under way as may be; [#close] waits for all of it.
final class ManifestStage implements AutoCloseable {
  private final BucketScope source;
  private final BucketScope destination;
  private final ManifestLook look;
  private final CheckedCopy copy;
  private final CopyTally tally;
  private final FailureLog failures;
  private final LongAdder same = new LongAdder();
  private final LongAdder unwritten = new LongAdder();
  private final Semaphore slots;
  private final BoundedTasks tasks = new BoundedTasks("manifest-");

  /// @param failures where entries go that can't be copied
  ManifestStage(
      BucketScope source,
      BucketScope destination,
      ManifestLook look,
      CopyTools tools,
      int concurrency,
      FailureLog failures) {
    this.source = source;
    this.destination = destination;
    this.look = look;
    this.copy = tools.copy();
    this.tally = tools.tally();
    this.slots = new Semaphore(concurrency);
    this.failures = failures;
  }

  /// Looks at the entries of a key, and hands on what differs, the oldest version first.
  ///
  /// @throws StoreException when a store has become unreachable
  void submit(List<ManifestEntry> group, Consumer<Difference> work) {
    tasks.throwIfFailed();
    if (copy.isStopped()) {
      throw new StoppedException();
    }
    tasks.start(slots, () -> one(group, work));
  }

  private void one(List<ManifestEntry> group, Consumer<Difference> work) {
    try {
      ManifestLook.Seen seen = look.look(group);
      same.add(seen.same());
      seen.failures().forEach(this::failed);
      seen.differences().forEach(work);
    } catch (StoppedException e) {
      // The next run goes on.
    } catch (StoreException e) {
      if (e.failure() instanceof StoreFailure.Unreachable) {
        throw e;
      }
      ManifestEntry entry = group.getFirst();
      failed(
          ManifestLook.failure(entry, e.failure().detail().code(), String.valueOf(e.getMessage())));
    }
  }

  private void failed(ObjectFailure failure) {
    failures.unwritten(failure.key().after(source.prefix().length()), failure);
  }

  /// Copies what differs, and counts what became of it.
  ///
  /// @throws StoreException when a store has become unreachable
  /// @throws UncheckedIOException when what is begun can't be written down any more
  void copy(Difference difference, ObjectEntry entry) {
    ObjectEntry there = difference.destination();
    CopyRequest request =
        new CopyRequest(
            source.object(difference.key(), entry.version()),
            destination.object(difference.key()),
            entry.size(),
            entry.etag(),
            entry.storageClass(),
            replaced(difference, there));
    switch (outcome(request)) {
      case ObjectOutcome.Arrived arrived -> tally.arrived(request.target().key(), arrived);
      case ObjectOutcome.Incomplete incomplete -> {
        tally.written(incomplete.bytes());
        failures.incomplete(incomplete.failure());
      }
      case ObjectOutcome.Failed(ObjectFailure failure) -> {
        unwritten.increment();
        failures.unwritten(difference.key(), failure);
      }
      case ObjectOutcome.LeftAlone(ObjectFailure conflict) ->
          failures.leftAlone(difference.key(), conflict);
      case ObjectOutcome.SourceGone _ -> tally.sourceGone();
      case ObjectOutcome.Stopped _ -> throw new StoppedException();
    }
  }

  private static Replaced replaced(Difference difference, @Nullable ObjectEntry there) {
    if (there != null) {
      return new Replaced.Listed(there.etag(), there.size());
    }
    return difference.reason() == Difference.Reason.ONLY_IN_SOURCE
            && (difference.source() == null || difference.source().version() == null)
        ? Replaced.NOTHING
        : Replaced.ANYTHING;
  }

  private ObjectOutcome outcome(CopyRequest request) {
    try {
      return copy.copy(request);
    } catch (StoreException e) {
      if (e.failure() instanceof StoreFailure.Unreachable) {
        throw e;
      }
      return new ObjectOutcome.Failed(
          CheckedCopy.failure(
              request, e.failure().detail().code(), String.valueOf(e.getMessage())));
    } catch (StoppedException | UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      return new ObjectOutcome.Failed(
          CheckedCopy.failure(
              request, e.getClass().getSimpleName(), String.valueOf(e.getMessage())));
    }
  }

  /// How many entries were found at the destination as they are.
  long same() {
    return same.sum();
  }

  /// How many of those that were to be copied were not.
  long unwritten() {
    return unwritten.sum();
  }

  /// @throws StoreException when a store has become unreachable
  void endIfThereIsNoUse() {
    tasks.throwIfFailed();
  }

  @Override
  public void close() {
    tasks.close();
  }
}
