package dev.lockstep.job;

import dev.lockstep.history.Alignment;
import dev.lockstep.history.HistoryListener;
import dev.lockstep.history.HistoryPair;
import dev.lockstep.listing.BucketScope;

/// Judges which histories are still not in step after the last write, whatever the answers to the
/// writes said. Any thread may call.
final class HistorySecondLook implements HistoryListener {
  private final BucketScope source;
  private final BucketScope destination;
  private final boolean purgedCounts;
  private final Pass before;
  private final FailureLog failures;
  private final Runnable endIfStopped;

  /// @param purgedCounts whether versions whose source was removed are not in step
  /// @param before what is known to have failed, and why
  /// @param endIfStopped throws when the run is to end
  HistorySecondLook(
      BucketScope source,
      BucketScope destination,
      boolean purgedCounts,
      Pass before,
      Runnable endIfStopped) {
    this.source = source;
    this.destination = destination;
    this.purgedCounts = purgedCounts;
    this.before = before;
    this.failures = before.failures().incompleteAlone();
    this.endIfStopped = endIfStopped;
  }

  @Override
  public void compared(HistoryPair pair) {
    endIfStopped.run();
    Alignment found = pair.alignment();
    boolean inStep = found.sourceArrived() && (!purgedCounts || found.purged().isEmpty());
    ObjectFailure known = before.failures().unwritten(pair.key());
    if (inStep || known == null && before.planned().isBeyondLimit(pair.key())) {
      return;
    }
    failures.unwritten(pair.key(), known == null ? reason(pair) : known);
  }

  private ObjectFailure reason(HistoryPair pair) {
    Alignment found = pair.alignment();
    String what =
        found.words().isEmpty()
            ? found.missing().size()
                + found.buried().size()
                + " versions of the source are not there, "
                + found.purged().size()
                + " are there without their source"
            : found.words();
    return HistoryReplay.failure(
        source,
        pair.key(),
        null,
        "NotInStep",
        destination.store().name()
            + ":"
            + destination.object(pair.key())
            + " has not the source's history after the run: "
            + what
            + "; if it changed meanwhile, run again");
  }

  /// All that is not in step.
  FailureLog failures() {
    return failures;
  }
}
