package dev.lockstep.history;

import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeyRange;
import dev.lockstep.listing.KeysBehind;
import dev.lockstep.listing.RangeScheduler;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.selection.Selection;
import dev.lockstep.state.MappingCursor;
import dev.lockstep.state.VersionMappings;
import dev.lockstep.telemetry.Progress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Compares the histories of two scopes: merges both listings of versions and what is remembered,
/// many ranges at a time, key after key.
///
/// It either reads both listings to their end or throws. Without anything to do it sends no request
/// but for listings.
public final class HistoryComparison {
  private final Sides sides;
  private final Selection selection;
  private final VersionMappings remembered;
  private final int parallelism;

  /// How many versions of a key are held while others are in hand, too.
  private final int most;

  private final Progress progress;
  private final HistoryJudge judge;
  private final HistoryDoubts doubts;
  private final HistoryTally total = new HistoryTally();

  /// The two sides, and in which order each lists.
  public record Sides(
      BucketScope source,
      BucketScope destination,
      ChronologicalOrder sourceOrder,
      ChronologicalOrder destinationOrder) {}

  /// @param remembered of earlier runs
  /// @param parallelism how many ranges are listed at once at the most
  public HistoryComparison(
      Sides sides,
      Selection selection,
      WhichVersions which,
      VersionMappings remembered,
      int parallelism,
      HistoryListener listener,
      Progress progress) {
    this.sides = sides;
    this.selection = selection;
    this.remembered = remembered;
    this.parallelism = parallelism;
    this.most = LongestHistory.among(parallelism);
    this.progress = progress;
    HistorySide source = HistorySide.of(sides.source(), sides.sourceOrder());
    HistorySide destination = HistorySide.of(sides.destination(), sides.destinationOrder());
    this.judge =
        new HistoryJudge(source, destination, which.within(selection), true, null, listener);
    this.doubts = new HistoryDoubts(source, destination, remembered);
  }

  /// Compares everything. To be run once.
  ///
  /// @throws dev.lockstep.endpoint.StoreException when a listing could not be read to its end
  /// @throws dev.lockstep.listing.ListingDisorder when one can't be trusted
  /// @throws dev.lockstep.state.StateException when what is remembered can't be read
  public HistoryTotals run() {
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("history-", 0).factory())) {
      new RangeScheduler(
              List.of(sides.source(), sides.destination()),
              KeysBehind.VERSIONS,
              parallelism,
              (range, tick) -> walk(range, tick, threads))
          .run();
    }
    HistoryTally tally = new HistoryTally();
    doubts.settle(judge, tally);
    total.take(tally);
    return total.totals();
  }

  private void walk(KeyRange range, Runnable tick, Executor threads) {
    try (MappingCursor mappings = remembered.open(range.after(), range.last())) {
      new Walk(range, tick, threads, mappings).run();
    }
  }

  /// One range. One thread.
  private final class Walk {
    private final KeyRange range;
    private final Runnable tick;
    private final HistoryListing source;
    private final HistoryListing destination;
    private final MappingCursor mappings;
    private final HistoryTally tally = new HistoryTally();
    private long pagesTold;

    Walk(KeyRange range, Runnable tick, Executor threads, MappingCursor mappings) {
      this.range = range;
      this.tick = tick;
      this.mappings = mappings;
      this.source = new HistoryListing(sides.source(), range, sides.sourceOrder(), threads, most);
      this.destination =
          new HistoryListing(sides.destination(), range, sides.destinationOrder(), threads, most);
    }

    void run() {
      HistoryMerge merge =
          new HistoryMerge(source, destination, mappings, HistoryJudge.mapped(most));
      ObjectKey key = merge.key();
      while (key != null && isWithin(key, merge)) {
        compare(merge.take(key));
        tellPages();
        key = merge.key();
      }
      if (key == null) {
        range.ended();
      }
      total.take(tally);
    }

    /// Whether the key belongs to the range.
    private boolean isWithin(ObjectKey key, HistoryMerge merge) {
      ObjectKey end = range.claim(key);
      if (end != null) {
        checkSeam(sides.source(), end, merge.sourceKey());
        checkSeam(sides.destination(), end, merge.destinationKey());
      }
      return end == null;
    }

    /// @param behind the first key of the side that lies behind the end; null for none
    private void checkSeam(BucketScope side, ObjectKey end, @Nullable ObjectKey behind) {
      if (behind != null) {
        VersionSeam.check(side, end, behind);
      }
    }

    private void compare(HistoryMerge.Met met) {
      progress.listed(met.here().versions().size(), met.there().versions().size());
      boolean nameless = met.hasNoName(sides.source().prefix(), sides.destination().prefix());
      if (nameless || !selection.selectsKey(met.key())) {
        tally.listed(met.here(), met.there());
      } else if (!doubts.take(met, most)) {
        judge.judge(met, most, tally);
      }
    }

    private void tellPages() {
      long pages = source.pages() + destination.pages();
      if (pages > pagesTold) {
        pagesTold = pages;
        total.take(tally);
        tick.run();
      }
    }
  }
}
