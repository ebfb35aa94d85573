package dev.lockstep.history;

/// Counts pairs as they come; one thread adds, and [#take] moves the counts of another tally into
/// this one and may be called by any.
final class HistoryTally {
  private final long[] counts = new long[Count.values().length];

  private enum Count {
    VERSIONS_IN_SOURCE,
    VERSIONS_IN_DESTINATION,
    MATCHED,
    MISSING,
    BURIED,
    PURGED,
    FOREIGN,
    SAME,
    ONLY_IN_SOURCE,
    ONLY_IN_DESTINATION,
    DIFFERENT,
    NOT_ARRIVED
  }

  private void add(Count count, long more) {
    counts[count.ordinal()] += more;
  }

  /// A key that is not in scope.
  void listed(History source, History destination) {
    add(Count.VERSIONS_IN_SOURCE, source.versions().size());
    add(Count.VERSIONS_IN_DESTINATION, destination.versions().size());
  }

  void add(HistoryPair pair) {
    Alignment found = pair.alignment();
    listed(pair.source(), pair.destination());
    add(Count.MATCHED, found.matched());
    add(Count.MISSING, found.missing().size());
    add(Count.BURIED, found.buried().size());
    add(Count.PURGED, found.purged().size());
    add(Count.FOREIGN, found.foreign().size() + found.surplus().size());
    add(Count.NOT_ARRIVED, found.sourceArrived() ? 0 : 1);
    if (found.identical()) {
      add(Count.SAME, 1);
    } else if (pair.destination().isEmpty()) {
      add(Count.ONLY_IN_SOURCE, 1);
    } else if (pair.source().isEmpty()) {
      add(Count.ONLY_IN_DESTINATION, 1);
    } else {
      add(Count.DIFFERENT, 1);
    }
  }

  /// Adds what the other, which belongs to the calling thread, has counted, and sets it to zero.
  synchronized void take(HistoryTally other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
      other.counts[i] = 0;
    }
  }

  private long of(Count count) {
    return counts[count.ordinal()];
  }

  synchronized HistoryTotals totals() {
    return new HistoryTotals(
        of(Count.VERSIONS_IN_SOURCE),
        of(Count.VERSIONS_IN_DESTINATION),
        of(Count.MATCHED),
        of(Count.MISSING),
        of(Count.BURIED),
        of(Count.PURGED),
        of(Count.FOREIGN),
        of(Count.SAME),
        of(Count.ONLY_IN_SOURCE),
        of(Count.ONLY_IN_DESTINATION),
        of(Count.DIFFERENT),
        of(Count.NOT_ARRIVED));
  }
}
