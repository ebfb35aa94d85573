package dev.lockstep.job;

import dev.lockstep.concurrent.BoundedTasks;
import dev.lockstep.copy.StoppedException;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.history.ChronologicalOrder;
import dev.lockstep.history.HistoryMemory;
import dev.lockstep.history.HistoryPair;
import dev.lockstep.history.LongestHistory;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.state.StateException;
import dev.lockstep.telemetry.Progress;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Writes histories as they are planned: many keys at a time, each in one pair of hands. [#submit]
/// may be called by any thread and waits while as much is under way as may be; [#close] waits for
/// all of it.
final class HistoryStage implements AutoCloseable {
  private static final long LOOK_AGAIN_SECONDS = 1;

  private final BucketScope source;
  private final BucketScope destination;
  private final ChronologicalOrder destinationOrder;
  private final CopyTools tools;
  private final HistoryCounts counts;
  private final FailureLog failures;
  private final Progress progress;
  private final Semaphore slots;

  /// For the versions of all keys under way together; each is released once, or the stage has
  /// failed.
  private final int most = LongestHistory.among(2);

  private final Semaphore room = new Semaphore(most);

  private final BoundedTasks tasks = new BoundedTasks("history-");

  HistoryStage(
      BucketScope source,
      BucketScope destination,
      ChronologicalOrder destinationOrder,
      CopyTools tools,
      int concurrency,
      HistoryCounts counts,
      FailureLog failures,
      Progress progress) {
    this.source = source;
    this.destination = destination;
    this.destinationOrder = destinationOrder;
    this.tools = tools;
    this.slots = new Semaphore(concurrency);
    this.counts = counts;
    this.failures = failures;
    this.progress = progress;
  }

  /// @param missing what to write, oldest first
  /// @throws StoreException when a store has become unreachable, so that there is no point in going
  ///   on
  /// @throws StateException when what is done can't be remembered any more
  /// @throws StoppedException when it was told to stop
  void submit(HistoryPair pair, List<ObjectVersion> missing, HistoryMemory memory) {
    endIfThereIsNoUse();
    if (tools.copy().isStopped()) {
      throw new StoppedException();
    }
    int all = pair.source().versions().size() + pair.destination().versions().size();
    int versions = Math.min(most, all);
    takeRoom(versions);
    if (all > most) {
      // Nothing else is read meanwhile.
      try {
        one(pair, missing, memory);
      } finally {
        room.release(versions);
      }
      return;
    }
    try {
      tasks.start(
          slots,
          () -> {
            try {
              one(pair, missing, memory);
            } finally {
              room.release(versions);
            }
          });
    } catch (RuntimeException | Error e) {
      room.release(versions);
      throw e;
    }
  }

  /// What was dropped as another key failed for good gives no room back.
  private void takeRoom(int versions) {
    try {
      while (!room.tryAcquire(versions, LOOK_AGAIN_SECONDS, TimeUnit.SECONDS)) {
        endIfThereIsNoUse();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    }
  }

  /// @throws StoreException when a store has become unreachable
  /// @throws StateException when what is done can't be remembered any more
  void endIfThereIsNoUse() {
    tasks.throwIfFailed();
  }

  /// Whatever goes wrong with one key stops no other. A store that is gone is no key's fault.
  private void one(HistoryPair pair, List<ObjectVersion> missing, HistoryMemory memory) {
    HistoryReplay replay =
        new HistoryReplay(
            source,
            destination,
            destinationOrder,
            tools.copy(),
            tools.tally(),
            counts,
            progress,
            pair,
            memory,
            VersionIdentity.isKeptBy(tools.preflight().destinationCan()));
    try {
      ObjectFailure failure = replay.run(missing);
      if (failure != null) {
        failed(pair, failure, missing.size() - replay.done());
      }
    } catch (StoppedException e) {
      // The next run goes on.
    } catch (StoreException e) {
      if (e.failure() instanceof StoreFailure.Unreachable) {
        throw e;
      }
      failed(pair, replay.failureOf(e), missing.size() - replay.done());
    } catch (StateException | UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      ObjectFailure failure =
          HistoryReplay.failure(
              source,
              pair.key(),
              null,
              e.getClass().getSimpleName(),
              String.valueOf(e.getMessage()));
      failed(pair, failure, missing.size() - replay.done());
    }
  }

  private void failed(HistoryPair pair, ObjectFailure failure, int versions) {
    failures.unwritten(pair.key(), failure);
    counts.unwritten(versions);
    progress.failed();
  }

  /// Whether most keys had to wait until others were done.
  boolean wasFull() {
    return tasks.wereMostlyWaiting();
  }

  @Override
  public void close() {
    tasks.close();
  }
}
