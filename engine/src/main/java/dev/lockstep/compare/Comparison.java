package dev.lockstep.compare;

import dev.lockstep.compare.Difference.Reason;
import dev.lockstep.concurrent.BoundedTasks;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.listing.RangePages;
import dev.lockstep.listing.RangeScheduler;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import dev.lockstep.selection.Selection;
import dev.lockstep.sort.SortSpace;
import dev.lockstep.telemetry.Progress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Compares two scopes by merging their listings, many ranges at a time, in constant memory.
///
/// It either reads both listings to their end or throws: there is no result of a listing that ended
/// early.
public final class Comparison {
  /// How many undecided pairs are looked into at once.
  private static final int QUESTIONS = 64;

  private final BucketScope source;
  private final BucketScope destination;
  private final Selection selection;
  private final CompareBy by;
  private final int parallelism;
  private final DifferenceListener listener;
  private final Progress progress;
  private final RangePages sourcePages;
  private final OutOfOrderSides outOfOrder;
  private final RequestedEvidence requested;
  private final BoundedTasks questions = new BoundedTasks("question-");
  private final Semaphore atOnce = new Semaphore(QUESTIONS);
  private final Tally total = new Tally();

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
    this.requested = new RequestedEvidence(source, destination);
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
                new RangeMerge(
                        range, source, sourcePages, destination, threads, new RangeSink(tick))
                    .run())
        .run(spans);
  }

  private void mergeSorted(ExecutorService threads) {
    try (SortedSides sides = new SortedSides(source, destination, outOfOrder, threads)) {
      sides.sort(listener::goesOn);
      RangeMerge.whole(source, destination, sides, new RangeSink(listener::goesOn)).run();
    }
  }

  /// Judges the rows of one range. One thread, but for the answers to questions, which come from
  /// others.
  private final class RangeSink implements RangeMerge.Sink {
    private final boolean everything = selection.isEverything();
    private final int sourcePrefix = source.prefix().length();
    private final int destinationPrefix = destination.prefix().length();
    private final Runnable tick;
    private final Tally tally = new Tally();
    private Piece piece = new Piece();

    RangeSink(Runnable tick) {
      this.tick = tick;
    }

    @Override
    public void both(EntryPage left, int row, EntryPage right, int otherRow) {
      tally.listedInSource++;
      tally.listedInDestination++;
      if (!everything && !selection.selects(left, row, sourcePrefix)) {
        return;
      }
      switch (ListedEvidence.of(by, left, row, right, otherRow)) {
        case SAME -> tally.same++;
        case SIZE_DIFFERS -> differs(left, row, right, otherRow, Reason.SIZE);
        case ETAG_DIFFERS -> differs(left, row, right, otherRow, Reason.ETAG);
        case SOURCE_IS_NEWER -> differs(left, row, right, otherRow, Reason.TIME);
        case SILENT -> ask(left, row, right, otherRow);
      }
    }

    @Override
    public void onlyInSource(EntryPage page, int row) {
      tally.listedInSource++;
      if (hasNoName(page, row, sourcePrefix, destinationPrefix)) {
        return;
      }
      if (everything || selection.selects(page, row, sourcePrefix)) {
        tally.onlyInSource++;
        listener.found(
            new Difference(
                page.key(row).after(sourcePrefix),
                page.entry(row),
                null,
                Reason.ONLY_IN_SOURCE,
                ""));
      }
    }

    @Override
    public void onlyInDestination(EntryPage page, int row) {
      tally.listedInDestination++;
      if (hasNoName(page, row, destinationPrefix, sourcePrefix)) {
        return;
      }
      if (everything || selection.selects(page, row, destinationPrefix)) {
        tally.onlyInDestination++;
        listener.found(
            new Difference(
                page.key(row).after(destinationPrefix),
                null,
                page.entry(row),
                Reason.ONLY_IN_DESTINATION,
                ""));
      }
    }

    /// A folder marker named as the prefix itself has no name on a side without a prefix, and so
    /// nothing to be compared with: it is out of scope.
    private static boolean hasNoName(EntryPage page, int row, int prefix, int otherPrefix) {
      return otherPrefix == 0 && page.keyEnd(row) - page.keyStart(row) == prefix;
    }

    @Override
    public void pieceDone(KeySpan span) {
      progress.listed(tally.listedInSource, tally.listedInDestination);
      total.take(tally);
      questions.throwIfFailed();
      piece.handled(span);
      piece = new Piece();
      tick.run();
    }

    private void differs(EntryPage left, int row, EntryPage right, int otherRow, Reason reason) {
      tally.different++;
      listener.found(difference(left, row, right, otherRow, reason, ""));
    }

    private Difference difference(
        EntryPage left, int row, EntryPage right, int otherRow, Reason reason, String note) {
      ObjectKey key = left.key(row).after(sourcePrefix);
      return new Difference(key, left.entry(row), right.entry(otherRow), reason, note);
    }

    private void ask(EntryPage left, int row, EntryPage right, int otherRow) {
      Difference question = difference(left, row, right, otherRow, Reason.UNDECIDED, "");
      Piece asking = piece;
      asking.asked();
      questions.start(
          atOnce,
          () -> {
            answer(question);
            asking.answered();
          });
    }
  }

  /// Some keys of a range: they have been compared when all have been handled and every question
  /// that came up is answered.
  private final class Piece {
    private final AtomicInteger open = new AtomicInteger(1);
    private volatile KeySpan span = KeySpan.EVERYTHING;

    void asked() {
      open.incrementAndGet();
    }

    void answered() {
      if (open.decrementAndGet() == 0) {
        listener.compared(span);
      }
    }

    void handled(KeySpan all) {
      span = all;
      answered();
    }
  }

  private void answer(Difference question) {
    Tally one = new Tally();
    Optional<Difference> found = decided(question);
    if (found.isEmpty()) {
      one.same++;
    } else {
      one.different++;
      one.undecided += found.get().reason() == Reason.UNDECIDED ? 1 : 0;
      listener.found(found.get());
    }
    total.take(one);
  }

  private static @Nullable VersionId version(@Nullable ObjectEntry entry) {
    return entry == null ? null : entry.version();
  }

  /// The question with its answer; empty when the two are the same. What stores fail to answer
  /// stays undecided.
  private Optional<Difference> decided(Difference question) {
    try {
      return requested
          .decide(
              source.object(question.key(), version(question.source())),
              destination.object(question.key()),
              by)
          .map(reason ->
              new Difference(
                  question.key(), question.source(), question.destination(), reason, ""));
    } catch (RuntimeException e) {
      return Optional.of(
          new Difference(
              question.key(),
              question.source(),
              question.destination(),
              Reason.UNDECIDED,
              String.valueOf(e.getMessage())));
    }
  }
}
