package dev.lockstep.job;

import dev.lockstep.compare.Difference;
import dev.lockstep.concurrent.BoundedTasks;
import dev.lockstep.copy.CopyRequest;
import dev.lockstep.copy.Replaced;
import dev.lockstep.copy.StoppedException;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.telemetry.Progress;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;

/// Copies objects as they are planned, many at a time, and remembers what failed. Small and large
/// ones have slots of their own, and a large one waits for its slot in a line, so that neither
/// keeps the other from being found. [#submit] may be called by any thread and waits while as much
/// is under way, or in line, as may be; [#close] waits for all of it.
final class CopyStage implements AutoCloseable {
  private static final int LARGE_AT_ONCE = 8;
  private static final long LARGE = 64L << 20;

  /// So many large objects are under way or in line. One in line takes some 2 KiB, and 4 with a key
  /// of 1,024 bytes.
  private static final int LARGE_IN_LINE = 1_000;

  private final BucketScope source;
  private final BucketScope destination;
  private final CheckedCopy copy;
  private final CopyTally tally;
  private final FailureLog failures;
  private final DoneSpans done;
  private final Progress progress;
  private final BoundedTasks copies = new BoundedTasks("copy-");
  private final Semaphore small;
  private final Semaphore large = new Semaphore(LARGE_AT_ONCE, true);
  private final Semaphore line = new Semaphore(LARGE_IN_LINE, true);

  CopyStage(
      BucketScope source,
      BucketScope destination,
      CheckedCopy copy,
      int concurrency,
      CopyTally tally,
      FailureLog failures,
      DoneSpans done,
      Progress progress) {
    this.source = source;
    this.destination = destination;
    this.copy = copy;
    this.small = new Semaphore(concurrency);
    this.tally = tally;
    this.failures = failures;
    this.done = done;
    this.progress = progress;
  }

  /// @throws StoreException when a store has become unreachable, so that there is no point in going
  ///   on
  /// @throws UncheckedIOException when what is begun can't be written down any more
  /// @throws StoppedException when it was told to stop
  void submit(Difference difference) {
    ObjectEntry entry = difference.source();
    if (entry == null) {
      throw new IllegalArgumentException("Nothing to copy at " + difference.key());
    }
    endIfThereIsNoUse();
    if (copy.isStopped()) {
      throw new StoppedException();
    }
    done.began(difference.key());
    try {
      start(entry, () -> one(difference.key(), entry, replaced(difference)));
    } catch (RuntimeException | Error e) {
      done.failed(difference.key());
      throw e;
    }
  }

  private void start(ObjectEntry entry, Runnable copying) {
    if (isLarge(entry)) {
      copies.queue(line, large, copying);
    } else {
      copies.start(small, copying);
    }
  }

  /// @throws StoreException when a store has become unreachable
  /// @throws UncheckedIOException when what is begun can't be written down any more
  void endIfThereIsNoUse() {
    copies.throwIfFailed();
  }

  private static boolean isLarge(ObjectEntry entry) {
    return entry.etag() != null && entry.etag().parts() > 1 || entry.size() > LARGE;
  }

  private static Replaced replaced(Difference difference) {
    ObjectEntry there = difference.destination();
    return there == null ? Replaced.NOTHING : new Replaced.Listed(there.etag(), there.size());
  }

  private void one(ObjectKey relative, ObjectEntry entry, Replaced replaced) {
    if (copy.isStopped()) {
      done.failed(relative);
      return;
    }
    CopyRequest request =
        new CopyRequest(
            source.object(relative, entry.version()),
            destination.object(relative),
            entry.size(),
            entry.etag(),
            entry.storageClass(),
            replaced);
    ObjectOutcome outcome = outcome(request);
    count(relative, request, outcome);
    switch (outcome) {
      case ObjectOutcome.Arrived _, ObjectOutcome.SourceGone _ -> done.copied(relative);
      case ObjectOutcome.Incomplete _,
          ObjectOutcome.Failed _,
          ObjectOutcome.LeftAlone _,
          ObjectOutcome.Stopped _ ->
          done.failed(relative);
    }
  }

  private void count(ObjectKey relative, CopyRequest request, ObjectOutcome outcome) {
    switch (outcome) {
      case ObjectOutcome.Arrived arrived -> {
        tally.arrived(request.target().key(), arrived);
        progress.copied();
      }
      case ObjectOutcome.Incomplete incomplete -> {
        tally.written(incomplete.bytes());
        failures.incomplete(incomplete.failure());
        progress.copied();
        progress.failed();
      }
      case ObjectOutcome.Failed failed -> {
        failures.unwritten(relative, failed.failure());
        progress.failed();
      }
      case ObjectOutcome.LeftAlone(ObjectFailure conflict) ->
          failures.leftAlone(relative, conflict);
      case ObjectOutcome.SourceGone _ -> tally.sourceGone();
      case ObjectOutcome.Stopped _ -> {}
    }
  }

  /// Whatever goes wrong with one object is this object's outcome, and stops no other. A store that
  /// is gone is no object's fault.
  private ObjectOutcome outcome(CopyRequest request) {
    try {
      return copy.copy(request);
    } catch (StoppedException e) {
      return new ObjectOutcome.Stopped();
    } catch (StoreException e) {
      if (e.failure() instanceof StoreFailure.Unreachable) {
        copies.fail(e);
        return new ObjectOutcome.Stopped();
      }
      return failed(request, e.failure().detail().code(), e);
    } catch (UncheckedIOException e) {
      copies.fail(e);
      return failed(request, RunFailure.LOCAL_FILE, e);
    } catch (RuntimeException | Error e) {
      return failed(request, e.getClass().getSimpleName(), e);
    }
  }

  private static ObjectOutcome failed(CopyRequest request, String code, Throwable e) {
    return new ObjectOutcome.Failed(
        CheckedCopy.failure(request, code, String.valueOf(e.getMessage())));
  }

  /// Begins no copy any more, also none of those that are in line: why they were planned may not be
  /// so. They count as not copied.
  void dropWaiting() {
    copies.fail(new CancellationException("what planned the copies has failed"));
  }

  /// Whether most objects had to wait until others were done: more at once might have been faster.
  boolean wasFull() {
    return copies.wereMostlyWaiting();
  }

  @Override
  public void close() {
    copies.close();
  }
}
