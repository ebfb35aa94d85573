package dev.lockstep.history;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.RequestedEvidence;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeyRange;
import dev.lockstep.listing.KeysBehind;
import dev.lockstep.listing.RangeScheduler;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.selection.Selection;
import dev.lockstep.state.MappingCursor;
import dev.lockstep.state.VersionMapping;
import dev.lockstep.state.VersionMappings;
import dev.lockstep.telemetry.Progress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Compares the histories of two scopes: merges both listings of versions and what is remembered,
/// many ranges at a time, key after key.
///
/// It either reads both listings to their end or throws. Without anything to do it sends no request
/// but for listings.
public final class HistoryComparison {
  /// How many keys are looked at once more at the end, at two requests each.
  private static final int MOST_DOUBTS = 10_000;

  private final Sides sides;
  private final Selection selection;
  private final Predicate<ObjectVersion> selected;
  private final VersionMappings remembered;
  private final int parallelism;

  /// How many versions of a key are held while others are in hand, too.
  private final int most;

  private final HistoryListener listener;
  private final Progress progress;
  private final RequestedEvidence requested;
  private final HistoryTally total = new HistoryTally();
  private final Queue<Doubtful> doubtful = new ConcurrentLinkedQueue<>();
  private final AtomicInteger doubts = new AtomicInteger();

  /// The two sides, and in which order each lists.
  public record Sides(
      BucketScope source,
      BucketScope destination,
      ChronologicalOrder sourceOrder,
      ChronologicalOrder destinationOrder) {}

  /// A key whose versions came in an order that was not known when it was listed: what other keys
  /// show of the store may tell it. Or one that has more than there is room for among others.
  ///
  /// @param known what is remembered; null where that was not held either
  private record Doubtful(ObjectKey key, @Nullable List<VersionMapping> known) {}

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
    this.selected = which.within(selection);
    this.remembered = remembered;
    this.parallelism = parallelism;
    this.most = LongestHistory.among(parallelism);
    this.listener = listener;
    this.progress = progress;
    this.requested = new RequestedEvidence(sides.source(), sides.destination());
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
    settleDoubts();
    return total.totals();
  }

  private void settleDoubts() {
    HistoryTally tally = new HistoryTally();
    int alone = LongestHistory.ofThisProcess();
    for (Doubtful doubt : doubtful) {
      ObjectKey key = doubt.key();
      History here = ExactHistory.of(sides.source(), key, sides.sourceOrder(), alone);
      History there = ExactHistory.of(sides.destination(), key, sides.destinationOrder(), alone);
      List<VersionMapping> known = doubt.known();
      judge(
          key,
          here,
          there,
          known == null ? remembered.of(key, mapped(alone)) : known,
          alone,
          tally);
    }
    total.take(tally);
  }

  /// What the source has lost is remembered, too, as long as the destination has it.
  private static int mapped(int versions) {
    return (int) Math.min(Integer.MAX_VALUE - 1, 2L * versions);
  }

  /// @param held how many versions of a key are
  private void judge(
      ObjectKey key,
      History here,
      History there,
      List<VersionMapping> known,
      int held,
      HistoryTally tally) {
    History from =
        known.size() > mapped(held) && !here.isEmpty()
            ? History.tooLong(key, here.versions().getFirst(), held)
            : here;
    HistoryPair pair = new HistoryPair(key, from, there, align(key, from, there, known));
    tally.add(pair);
    listener.compared(pair);
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
    private @Nullable History left;
    private @Nullable History right;
    private @Nullable List<VersionMapping> mapped;
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
      left = source.next();
      right = destination.next();
      mapped = mappings.next(mapped(most));
      boolean within = true;
      while (within && (left != null || right != null)) {
        within = one(smaller());
      }
      if (within) {
        range.ended();
      }
      total.take(tally);
    }

    private ObjectKey smaller() {
      if (left == null || right == null) {
        return left == null ? key(right) : left.key();
      }
      return left.key().compareTo(right.key()) <= 0 ? left.key() : right.key();
    }

    private static ObjectKey key(@Nullable History history) {
      if (history == null) {
        throw new IllegalStateException("Neither side has a key");
      }
      return history.key();
    }

    /// @return whether the key belongs to the range
    private boolean one(ObjectKey key) {
      ObjectKey end = range.claim(key);
      if (end != null) {
        checkSeam(sides.source(), end, left);
        checkSeam(sides.destination(), end, right);
        return false;
      }
      History here = History.none(key);
      History there = here;
      if (left != null && left.key().equals(key)) {
        here = left;
        left = source.next();
      }
      if (right != null && right.key().equals(key)) {
        there = right;
        right = destination.next();
      }
      compare(key, here, there, mappingsOf(key));
      tellPages();
      return true;
    }

    /// @param behind the first history of the side that lies behind the end; null for none
    private void checkSeam(BucketScope side, ObjectKey end, @Nullable History behind) {
      if (behind != null) {
        VersionSeam.check(side, end, behind.key());
      }
    }

    private List<VersionMapping> mappingsOf(ObjectKey key) {
      while (mapped != null && mapped.getFirst().key().compareTo(key) < 0) {
        mapped = mappings.next(mapped(most));
      }
      if (mapped == null || !mapped.getFirst().key().equals(key)) {
        return List.of();
      }
      List<VersionMapping> own = mapped;
      mapped = mappings.next(mapped(most));
      return own;
    }

    /// What is called as the prefix itself has no name on a side without one.
    private boolean hasNoName(ObjectKey key) {
      return key.isEmpty()
          && (sides.source().prefix().isEmpty() || sides.destination().prefix().isEmpty());
    }

    private void compare(ObjectKey key, History here, History there, List<VersionMapping> known) {
      progress.listed(here.versions().size(), there.versions().size());
      if (hasNoName(key) || !selection.selectsKey(key)) {
        tally.listed(here, there);
        return;
      }
      boolean tooLong = here.tooLong() || there.tooLong() || known.size() > mapped(most);
      boolean ordered = here.isOrdered() && there.isOrdered();
      if (ordered && !tooLong || doubts.incrementAndGet() > MOST_DOUBTS) {
        judge(key, here, there, known, most, tally);
      } else {
        doubtful.add(new Doubtful(key, tooLong ? null : known));
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

  /// Listings tell most; only what they leave in doubt is asked for.
  private Alignment align(ObjectKey key, History here, History there, List<VersionMapping> known) {
    ListedContents listed = new ListedContents();
    Alignment found = HistoryAligner.align(here, there, known, selected, listed);
    return found.foreign().isEmpty() || !listed.wasSilent()
        ? found
        : HistoryAligner.align(here, there, known, selected, asked(key));
  }

  private Contents asked(ObjectKey key) {
    ListedContents listed = new ListedContents();
    return (from, to) -> {
      if (listed.same(from, to)) {
        return true;
      }
      return !from.deleteMarker()
          && !to.deleteMarker()
          && from.size() == to.size()
          && sameBytes(key, from, to);
    };
  }

  /// What is removed meanwhile is the same as nothing.
  private boolean sameBytes(ObjectKey key, ObjectVersion from, ObjectVersion to) {
    try {
      return requested
          .decide(
              sides.source().object(key, from.id()),
              sides.destination().object(key, to.id()),
              CompareBy.CONTENT)
          .isEmpty();
    } catch (StoreException e) {
      if (e.failure() instanceof StoreFailure.Missing) {
        return false;
      }
      throw e;
    }
  }
}
