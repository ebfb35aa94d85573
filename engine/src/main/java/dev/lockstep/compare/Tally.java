package dev.lockstep.compare;

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

  long newer;
  long replicating;
  long expired;

  /// Counts a difference that is explained.
  void explained(Explanation why) {
    switch (why) {
      case NEWER -> newer++;
      case REPLICATING -> replicating++;
      case EXPIRED -> expired++;
    }
  }

  /// Adds what the other, which belongs to the calling thread, has counted, and sets it to zero.
  synchronized void take(Tally other) {
    listedInSource += other.listedInSource;
    listedInDestination += other.listedInDestination;
    same += other.same;
    onlyInSource += other.onlyInSource;
    onlyInDestination += other.onlyInDestination;
    different += other.different;
    undecided += other.undecided;
    newer += other.newer;
    replicating += other.replicating;
    expired += other.expired;
    other.reset();
  }

  private Map<Explanation, Long> explained() {
    Map<Explanation, Long> counts = new EnumMap<>(Explanation.class);
    counts.put(Explanation.NEWER, newer);
    counts.put(Explanation.REPLICATING, replicating);
    counts.put(Explanation.EXPIRED, expired);
    counts.values().removeIf(count -> count == 0);
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
    newer = 0;
    replicating = 0;
    expired = 0;
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
