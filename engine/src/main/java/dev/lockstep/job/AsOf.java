package dev.lockstep.job;

import dev.lockstep.endpoint.Versioning;
import dev.lockstep.history.ChronologicalOrder;
import dev.lockstep.history.ExactHistory;
import dev.lockstep.history.LongestHistory;
import dev.lockstep.history.PagesAsOf;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.RangePages;
import dev.lockstep.object.ObjectKey;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A side as it was at a moment of the past.
final class AsOf {
  private final Instant moment;
  private final ChronologicalOrder order = new ChronologicalOrder(false);

  private AsOf(Instant moment) {
    this.moment = moment;
  }

  /// How a side is listed.
  ///
  /// @param moment null for now
  static RangePages pages(@Nullable Instant moment) {
    if (moment == null) {
      return RangePages.CURRENT;
    }
    AsOf asOf = new AsOf(moment);
    return (scope, range, fetcher) -> new PagesAsOf(asOf.moment, asOf.order, scope, range, fetcher);
  }

  /// Whether a key was there.
  static boolean had(BucketScope scope, ObjectKey relative, Instant moment) {
    return PagesAsOf.current(
            scope,
            ExactHistory.of(
                scope, relative, new ChronologicalOrder(false), LongestHistory.amongSome()),
            moment)
        != null;
  }

  /// Why nothing can be said of the past; empty when something can.
  ///
  /// @param moment null for now
  static Optional<RunFailure> refusal(BucketScope scope, @Nullable Instant moment) {
    if (moment == null || scope.store().fetchVersioning(scope.bucket()) != Versioning.OFF) {
      return Optional.empty();
    }
    return Optional.of(
        RunFailure.unsafe(
            "NotVersioned",
            scope.store().name()
                + ":"
                + scope.bucket()
                + " keeps no versions, so what it held at "
                + moment
                + " is not known"));
  }
}
