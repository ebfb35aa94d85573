package dev.lockstep.job;

import dev.lockstep.compare.Difference;
import dev.lockstep.compare.Difference.Side;
import dev.lockstep.listing.BucketScope;
import org.jspecify.annotations.Nullable;

/// Judges what still differs after the last write: that is not in step, whatever the answers to the
/// writes said. Any thread may call.
final class SecondLook {
  private final BucketScope source;
  private final BucketScope destination;
  private final boolean extrasCount;
  private final PlannedWork planned;
  private final FailureLog before;
  private final FailureLog failures;

  /// @param extrasCount whether what only the destination has is not in step
  /// @param before what is known to have failed, and why
  SecondLook(
      BucketScope source,
      BucketScope destination,
      boolean extrasCount,
      PlannedWork planned,
      FailureLog before) {
    this.source = source;
    this.destination = destination;
    this.extrasCount = extrasCount;
    this.planned = planned;
    this.before = before;
    this.failures = before.incompleteAlone();
  }

  void found(Difference difference) {
    boolean extra = difference.side() == Side.DESTINATION;
    if (extra && !extrasCount) {
      return;
    }
    ObjectFailure known = before.unwritten(difference.key());
    if (known == null && !extra && planned.isBeyondLimit(difference.key())) {
      return;
    }
    failures.unwritten(difference.key(), reason(difference, known));
  }

  private ObjectFailure reason(Difference difference, @Nullable ObjectFailure known) {
    if (known != null) {
      return known;
    }
    String there = destination.store().name() + ":" + destination.object(difference.key());
    String what =
        switch (difference.side()) {
          case SOURCE ->
              there
                  + " is not listed: it is new at the source, or the store answered that it was written and hides it or keeps it under another name";
          case DESTINATION -> there + " is not at the source";
          case BOTH ->
              there
                  + " differs from the source after the run ("
                  + difference.reason()
                  + "); if it changed meanwhile, run again";
        };
    return new ObjectFailure(source.prefix().then(difference.key()), null, "NotInStep", what);
  }

  /// All that is not in step.
  FailureLog failures() {
    return failures;
  }
}
