package dev.lockstep.history;

import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.state.VersionMapping;
import dev.lockstep.state.VersionMappings;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Keys whose versions came in an order that was not known when they were listed: what other keys
/// show of the store may tell it. Or that have more than there is room for among others. They are
/// looked at once more at the end, each by itself, where there is a bucket to be listed again; what
/// came out of rows is kept until then. Any thread adds.
final class HistoryDoubts {
  /// How many keys, at a request a side.
  private static final int MOST = 10_000;

  /// How many versions out of rows are kept.
  private static final long MOST_KEPT = 100_000;

  private final HistorySide source;
  private final HistorySide destination;
  private final VersionMappings remembered;
  private final Queue<Doubt> doubts = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong kept = new AtomicLong();

  /// @param here null where it is listed again
  /// @param there likewise
  /// @param known what is remembered; null where that was not held either
  private record Doubt(
      ObjectKey key,
      @Nullable History here,
      @Nullable History there,
      @Nullable List<VersionMapping> known) {}

  HistoryDoubts(HistorySide source, HistorySide destination, VersionMappings remembered) {
    this.source = source;
    this.destination = destination;
    this.remembered = remembered;
  }

  /// Takes a key that may be told more of at the end.
  ///
  /// @param held how many versions of a key are
  /// @return false where there is no doubt, nothing to be looked at again, or no room
  boolean take(HistoryMerge.Met met, int held) {
    boolean tooManyMapped = met.known().size() > HistoryJudge.mapped(held);
    boolean again =
        tooManyMapped || isDoubtful(source, met.here()) || isDoubtful(destination, met.there());
    if (!again || count.incrementAndGet() > MOST) {
      return false;
    }
    History here = source.listed().isPresent() ? null : met.here();
    History there = destination.listed().isPresent() ? null : met.there();
    if (kept.addAndGet(versions(here) + versions(there)) > MOST_KEPT) {
      return false;
    }
    boolean tooLong = tooManyMapped || met.here().tooLong() || met.there().tooLong();
    doubts.add(new Doubt(met.key(), here, there, tooLong ? null : met.known()));
    return true;
  }

  private static boolean isDoubtful(HistorySide side, History history) {
    return side.listed().isPresent() && (!history.isOrdered() || history.tooLong());
  }

  private static long versions(@Nullable History history) {
    return history == null ? 0 : history.versions().size();
  }

  /// Looks at all of them again.
  void settle(HistoryJudge judge, HistoryTally tally) {
    int alone = LongestHistory.ofThisProcess();
    for (Doubt doubt : doubts) {
      ObjectKey key = doubt.key();
      List<VersionMapping> known = doubt.known();
      judge.judge(
          new HistoryMerge.Met(
              key,
              again(source, key, doubt.here(), alone),
              again(destination, key, doubt.there(), alone),
              known == null ? remembered.of(key, HistoryJudge.mapped(alone)) : known),
          alone,
          tally);
    }
  }

  private static History again(HistorySide side, ObjectKey key, @Nullable History kept, int alone) {
    BucketScope listed = side.listed().orElse(null);
    if (kept != null || listed == null) {
      return kept == null ? History.none(key) : kept;
    }
    return ExactHistory.of(listed, key, side.order(), alone);
  }
}
