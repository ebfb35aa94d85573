package dev.lockstep.job;

import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.compare.DifferenceListener;
import dev.lockstep.compare.Explanation;
import dev.lockstep.history.HistoryDifferences;
import dev.lockstep.history.HistoryListener;
import dev.lockstep.history.HistoryPair;
import dev.lockstep.history.HistoryTotals;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Tells keys whose histories differ as rows, and counts those that are undecided or explained.
final class HistoryRows implements HistoryListener {
  private final DifferenceListener rows;
  private final LongAdder undecided = new LongAdder();
  private final LongAdder newer = new LongAdder();

  HistoryRows(DifferenceListener rows) {
    this.rows = rows;
  }

  @Override
  public void compared(HistoryPair pair) {
    HistoryDifferences.of(pair).ifPresent(rows::found);
    if (pair.explanation() != null) {
      newer.increment();
      return;
    }
    boolean doubt =
        switch (pair.alignment().obstacle()) {
          case AMBIGUOUS, UNDECIDED, UNORDERED, TOO_LONG -> true;
          case NONE, DIVERGED -> false;
        };
    if (doubt) {
      undecided.increment();
    }
  }

  ComparisonResult result(HistoryTotals totals) {
    Map<Explanation, Long> explained =
        newer.sum() == 0 ? Map.of() : Map.of(Explanation.NEWER, newer.sum());
    return new ComparisonResult(
        totals.versionsInSource(),
        totals.versionsInDestination(),
        totals.same(),
        totals.onlyInSource(),
        totals.onlyInDestination(),
        totals.different(),
        undecided.sum(),
        explained);
  }
}
