package dev.lockstep.history;

import dev.lockstep.compare.ComparedSide;
import dev.lockstep.compare.LiveSide;
import dev.lockstep.compare.SideFacts;
import dev.lockstep.listing.BucketScope;
import java.time.Instant;
import java.util.Optional;

/// One side of a comparison of histories. Any thread.
///
/// @param side a bucket, whose versions are listed, or what gives rows of all versions
/// @param order in which its versions came
public record HistorySide(ComparedSide side, ChronologicalOrder order) {
  public static HistorySide of(ComparedSide side) {
    boolean listed = side.facts().kind() == SideFacts.Kind.LISTING;
    return new HistorySide(
        side, listed ? new ChronologicalOrder(false) : ChronologicalOrder.ofRows());
  }

  /// Of a bucket, where it does not matter when it is listed.
  static HistorySide of(BucketScope scope, ChronologicalOrder order) {
    return new HistorySide(new LiveSide(scope, Instant.EPOCH), order);
  }

  /// What is listed, and can be again; empty of rows, which come once.
  Optional<BucketScope> listed() {
    return side.facts().kind() == SideFacts.Kind.LISTING ? side.objects() : Optional.empty();
  }
}
