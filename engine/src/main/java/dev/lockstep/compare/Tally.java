package dev.lockstep.compare;

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

  /// Adds what the other, which belongs to the calling thread, has counted, and sets it to zero.
  synchronized void take(Tally other) {
    listedInSource += other.listedInSource;
    listedInDestination += other.listedInDestination;
    same += other.same;
    onlyInSource += other.onlyInSource;
    onlyInDestination += other.onlyInDestination;
    different += other.different;
    undecided += other.undecided;
    other.reset();
  }

  private void reset() {
    listedInSource = 0;
    listedInDestination = 0;
    same = 0;
    onlyInSource = 0;
    onlyInDestination = 0;
    different = 0;
    undecided = 0;
  }

  synchronized ComparisonResult result() {
    return new ComparisonResult(
        listedInSource,
        listedInDestination,
        same,
        onlyInSource,
        onlyInDestination,
        different,
        undecided);
  }
}
