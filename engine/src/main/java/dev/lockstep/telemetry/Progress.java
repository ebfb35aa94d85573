package dev.lockstep.telemetry;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// How far a run is, for whoever watches it. Any thread may add or read; a snapshot taken while
/// others add is not exact.
public final class Progress {
  private final LongAdder listedInSource = new LongAdder();
  private final LongAdder listedInDestination = new LongAdder();
  private final LongAdder plannedObjects = new LongAdder();
  private final LongAdder plannedBytes = new LongAdder();
  private final LongAdder copiedObjects = new LongAdder();
  private final LongAdder copiedBytes = new LongAdder();
  private final LongAdder deletedObjects = new LongAdder();
  private final LongAdder failedObjects = new LongAdder();
  private final LongAdder sortedObjects = new LongAdder();
  private final Consumer<String> notices;
  private volatile Phase phase = Phase.COMPARING;

  /// Nobody hears notices.
  public Progress() {
    this(_ -> {});
  }

  /// @param notices hears at once what a run has to say before its end, a sentence each
  public Progress(Consumer<String> notices) {
    this.notices = notices;
  }

  /// What a run is busy with.
  public enum Phase {
    COMPARING,
    COPYING,
    DELETING,
    VERIFYING
  }

  /// All of it at one moment.
  ///
  /// @param plannedBytes of the objects found to need copying so far
  /// @param copiedBytes of those, what has been written, parts of unfinished objects included
  /// @param sortedObjects rows of listings that are sorted before they can be compared
  public record Snapshot(
      Phase phase,
      long listedInSource,
      long listedInDestination,
      long plannedObjects,
      long plannedBytes,
      long copiedObjects,
      long copiedBytes,
      long deletedObjects,
      long failedObjects,
      long sortedObjects) {}

  public void enter(Phase next) {
    phase = next;
  }

  public void listed(long inSource, long inDestination) {
    listedInSource.add(inSource);
    listedInDestination.add(inDestination);
  }

  public void planned(long bytes) {
    plannedObjects.increment();
    plannedBytes.add(bytes);
  }

  /// @param bytes negative to take back those of an attempt that failed
  public void wrote(long bytes) {
    copiedBytes.add(bytes);
  }

  public void copied() {
    copiedObjects.increment();
  }

  public void deleted(long objects) {
    deletedObjects.add(objects);
  }

  public void failed() {
    failedObjects.increment();
  }

  public void sorted(long rows) {
    sortedObjects.add(rows);
  }

  /// Says a sentence at once.
  public void notice(String sentence) {
    notices.accept(sentence);
  }

  public Snapshot snapshot() {
    return new Snapshot(
        phase,
        listedInSource.sum(),
        listedInDestination.sum(),
        plannedObjects.sum(),
        plannedBytes.sum(),
        copiedObjects.sum(),
        copiedBytes.sum(),
        deletedObjects.sum(),
        failedObjects.sum(),
        sortedObjects.sum());
  }
}
