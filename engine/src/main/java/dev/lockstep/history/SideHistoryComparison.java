package dev.lockstep.history;

import dev.lockstep.compare.OutOfOrderSides;
import dev.lockstep.compare.SortedSides;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeyRange;
import dev.lockstep.listing.Pages;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.selection.Selection;
import dev.lockstep.state.MappingCursor;
import dev.lockstep.state.VersionMappings;
import dev.lockstep.telemetry.Progress;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Compares the histories of two sides of which at least one gives rows of all versions, in one
/// walk through both in the order of their keys. (Two buckets are better compared by a
/// [HistoryComparison], in many ranges at a time.)
///
/// It either reads both sides to their end or throws.
public final class SideHistoryComparison {
  private final HistorySide source;
  private final HistorySide destination;
  private final Selection selection;
  private final VersionMappings remembered;
  private final Progress progress;
  private final OutOfOrderSides outOfOrder;
  private final HistoryJudge judge;
  private final HistoryDoubts doubts;
  private final HistoryTally tally = new HistoryTally();

  /// How many versions of a key are held; both sides are read ahead of what is compared.
  private final int most = LongestHistory.amongSome();

  /// What is to be compared, and how.
  ///
  /// @param remembered of earlier runs
  /// @param asks whether stores are asked about what rows leave undecided; then the objects of both
  ///   sides are somewhere
  public record Comparing(
      HistorySide source,
      HistorySide destination,
      Selection selection,
      WhichVersions which,
      VersionMappings remembered,
      boolean asks) {}

  /// @param outOfOrder the sides that are known to be out of order: they are sorted first
  public SideHistoryComparison(
      Comparing comparing,
      HistoryListener listener,
      Progress progress,
      OutOfOrderSides outOfOrder) {
    this.source = comparing.source();
    this.destination = comparing.destination();
    this.selection = comparing.selection();
    this.remembered = comparing.remembered();
    this.progress = progress;
    this.outOfOrder = outOfOrder;
    Instant taken = source.side().facts().taken();
    Instant otherTaken = destination.side().facts().taken();
    this.judge =
        new HistoryJudge(
            source,
            destination,
            comparing.which().within(selection),
            comparing.asks(),
            new HistorySkew(
                taken.isBefore(otherTaken) ? taken : otherTaken,
                comparing.which().within(selection)),
            listener);
    this.doubts = new HistoryDoubts(source, destination, remembered);
  }

  /// Compares everything. To be run once.
  ///
  /// @param goesOn called again and again while a side is sorted; what it throws ends that
  /// @throws dev.lockstep.endpoint.StoreException when a side could not be read to its end
  /// @throws dev.lockstep.listing.ListingOutOfOrder when one turns out to be out of order
  /// @throws dev.lockstep.listing.ListingDisorder when one can't be trusted
  /// @throws dev.lockstep.state.StateException when what is remembered can't be read
  public HistoryTotals run(Runnable goesOn) {
    try (ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("history-", 0).factory());
        SortedSides sides =
            new SortedSides(source.side(), destination.side(), outOfOrder, threads)) {
      sides.sort(goesOn);
      Histories left = histories(source, sides::source, threads);
      Histories right = histories(destination, sides::destination, threads);
      try (MappingCursor mappings = remembered.open(ObjectKey.EMPTY, null)) {
        walk(new HistoryMerge(left, right, mappings, HistoryJudge.mapped(most)));
      }
    }
    doubts.settle(judge, tally);
    return tally.totals();
  }

  private Histories histories(HistorySide side, Supplier<Pages> rows, Executor threads) {
    BucketScope listed = side.listed().orElse(null);
    return listed == null
        ? new RowHistories(rows.get(), side.side().prefix().length(), side.order(), most)
        : new HistoryListing(listed, KeyRange.everything(), side.order(), threads, most);
  }

  private void walk(HistoryMerge merge) {
    for (ObjectKey key = merge.key(); key != null; key = merge.key()) {
      HistoryMerge.Met met = merge.take(key);
      progress.listed(met.here().versions().size(), met.there().versions().size());
      boolean nameless = met.hasNoName(source.side().prefix(), destination.side().prefix());
      if (nameless || !selection.selectsKey(key)) {
        tally.listed(met.here(), met.there());
      } else if (!doubts.take(met, most)) {
        judge.judge(met, most, tally);
      }
    }
  }
}
