package dev.lockstep.compare;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/// Counts as they come. One thread adds with `++`; [#take] moves the counts of another tally into
/// this one and may be called by any.
final class Tally {
  long listedInSource;
  long listedInDestination;
  long same;
  long onlyInSource;
  long onlyInDestination;
  long different;
  long undecided;

  /// By the ordinal of the [Explanation].
  final long[] explained = new long[Explanation.values().length];

  /// Adds what the other, which belongs to the calling thread, has counted, and sets it to zero.
  synchronized void take(Tally other) {
    listedInSource += other.listedInSource;
    listedInDestination += other.listedInDestination;
    same += other.same;
    onlyInSource += other.onlyInSource;
    onlyInDestination += other.onlyInDestination;
    different += other.different;
    undecided += other.undecided;
    for (int i = 0; i < explained.length; i++) {
      explained[i] += other.explained[i];
    }
    other.reset();
  }

  private Map<Explanation, Long> explained() {
    Map<Explanation, Long> counts = new EnumMap<>(Explanation.class);
    for (Explanation one : Explanation.values()) {
      if (explained[one.ordinal()] > 0) {
        counts.put(one, explained[one.ordinal()]);
      }
    }
    return counts;
  }

  private void reset() {
    listedInSource = 0;
    listedInDestination = 0;
    same = 0;
    onlyInSource = 0;
    onlyInDestination = 0;
    different = 0;
    undecided = 0;
    Arrays.fill(explained, 0);
  }

  synchronized ComparisonResult result() {
    return new ComparisonResult(
        listedInSource,
        listedInDestination,
        same,
        onlyInSource,
        onlyInDestination,
        different,
        undecided,
        explained());
  }
}
