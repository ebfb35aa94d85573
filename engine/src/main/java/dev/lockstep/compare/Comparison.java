package dev.lockstep.compare;

import dev.lockstep.endpoint.StoreException;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.listing.RangePages;
import dev.lockstep.listing.RangeScheduler;
import dev.lockstep.selection.Selection;
import dev.lockstep.sort.SortSpace;
import dev.lockstep.telemetry.Progress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Compares two scopes by merging their listings, many ranges at a time, in constant memory.
///
/// It either reads both listings to their end or throws: there is no result of a listing that ended
/// early.
public final class Comparison {
  private final BucketScope source;
  private final BucketScope destination;
  private final Selection selection;
  private final CompareBy by;
  private final int parallelism;
  private final DifferenceListener listener;
  private final Progress progress;
  private final RangePages sourcePages;
  private final OutOfOrderSides outOfOrder;
  private final Tally total = new Tally();
  private final Questions questions;

  /// @param parallelism how many ranges are listed at once at the most
  public Comparison(
      BucketScope source,
      BucketScope destination,
      Selection selection,
      CompareBy by,
      int parallelism,
      DifferenceListener listener,
      Progress progress) {
    this(
        source,
        destination,
        selection,
        by,
        parallelism,
        listener,
        progress,
        RangePages.CURRENT,
        new OutOfOrderSides(SortSpace.standard(), progress));
  }

  /// @param sourcePages how the source is listed
  /// @param outOfOrder the sides that are known to list out of order: they are sorted first
  public Comparison(
      BucketScope source,
      BucketScope destination,
      Selection selection,
      CompareBy by,
      int parallelism,
      DifferenceListener listener,
      Progress progress,
      RangePages sourcePages,
      OutOfOrderSides outOfOrder) {
    this.source = source;
    this.destination = destination;
    this.selection = selection;
    this.by = by;
    this.parallelism = parallelism;
    this.listener = listener;
    this.progress = progress;
    this.sourcePages = sourcePages;
    this.outOfOrder = outOfOrder;
    RequestedEvidence requested = new RequestedEvidence(source, destination);
    this.questions = new Questions(question -> requested.decide(question, by), listener, total);
  }

  /// Compares everything. To be run once.
  ///
  /// @throws StoreException when a listing could not be read to its end
  /// @throws dev.lockstep.listing.ListingOutOfOrder when one turns out to be out of order
  /// @throws dev.lockstep.listing.ListingDisorder when one can't be trusted
  public ComparisonResult run() {
    return run(List.of(KeySpan.EVERYTHING));
  }

  /// Compares what these spans hold, and nothing else. To be run once.
  ///
  /// @throws StoreException when a listing could not be read to its end
  /// @throws dev.lockstep.listing.ListingOutOfOrder when one turns out to be out of order
  /// @throws dev.lockstep.listing.ListingDisorder when one can't be trusted
  public ComparisonResult run(List<KeySpan> spans) {
    boolean sorts = outOfOrder.contains(source) || outOfOrder.contains(destination);
    if (sorts && !spans.equals(List.of(KeySpan.EVERYTHING))) {
      throw new IllegalArgumentException("What is sorted is compared as a whole");
    }
    try (questions;
        ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("compare-", 0).factory())) {
      if (sorts) {
        mergeSorted(threads);
      } else {
        mergeRanges(spans, threads);
      }
    }
    // A pair must never drop out unseen: where a question died, nothing is told.
    questions.throwIfFailed();
    return total.result();
  }

  private void mergeRanges(List<KeySpan> spans, ExecutorService threads) {
    new RangeScheduler(
            List.of(source, destination),
            parallelism,
            (range, tick) ->
                new RangeMerge(range, source, sourcePages, destination, threads, sink(tick)).run())
        .run(spans);
  }

  private void mergeSorted(ExecutorService threads) {
    try (SortedSides sides =
        new SortedSides(
            LiveSide.of(source, sourcePages),
            LiveSide.of(destination, RangePages.CURRENT),
            outOfOrder,
            threads)) {
      sides.sort(listener::goesOn);
      RangeMerge.whole(
              source.prefix(),
              sides.source(),
              destination.prefix(),
              sides.destination(),
              sink(listener::goesOn))
          .run();
    }
  }

  private PairSink sink(Runnable tick) {
    return new PairSink(
        new PairSink.Rules(
            selection,
            source.prefix().length(),
            destination.prefix().length(),
            (left, row, right, otherRow) -> ListedEvidence.of(by, left, row, right, otherRow),
            true,
            null,
            sourcePages::unknown),
        questions,
        listener,
        progress,
        total,
        tick);
  }
}
