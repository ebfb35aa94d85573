package dev.lockstep.job;

import dev.lockstep.endpoint.Versioning;
import dev.lockstep.history.ChronologicalOrder;
import dev.lockstep.history.ExactHistory;
import dev.lockstep.history.History;
import dev.lockstep.history.LongestHistory;
import dev.lockstep.history.PagesAsOf;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeyRange;
import dev.lockstep.listing.ListingDisorder;
import dev.lockstep.listing.Pages;
import dev.lockstep.listing.RangePages;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// A side as it was at a moment of the past. Any thread may call.
final class AsOf implements RangePages {
  /// Beyond so many keys whose order nobody can tell, there is no point in naming each.
  private static final int MOST_UNKNOWN = 10_000;

  private final Instant moment;
  private final Map<ObjectKey, String> unknown = new ConcurrentHashMap<>();
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
    return new AsOf(moment);
  }

  @Override
  public Pages of(BucketScope scope, KeyRange range, Executor fetcher) {
    return new PagesAsOf(moment, order, scope, range, fetcher, history -> notKnown(scope, history));
  }

  /// @throws ListingDisorder when there are too many
  private void notKnown(BucketScope scope, History history) {
    if (unknown.size() >= MOST_UNKNOWN) {
      throw new ListingDisorder(
          scope,
          "in which order the versions of more than "
              + MOST_UNKNOWN
              + " keys came is not known; one is '"
              + history.key()
              + "'");
    }
    unknown.put(
        scope.prefix().then(history.key()),
        "what it was at " + moment + " is not known, as " + history.disorder());
  }

  @Override
  public @Nullable String unknown(EntryPage page, int row) {
    return unknown.isEmpty() ? null : unknown.get(page.key(row));
  }

  /// Whether a key was there.
  ///
  /// @throws ListingDisorder when nobody can tell
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
