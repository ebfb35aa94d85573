package dev.lockstep.history;

/// Counts pairs as they come; one thread adds, and [#take] moves the counts of another tally into
/// this one and may be called by any.
final class HistoryTally {
  private long versionsInSource;
  private long versionsInDestination;
  private long matched;
  private long missing;
  private long buried;
  private long purged;
  private long foreign;
  private long same;
  private long onlyInSource;
  private long onlyInDestination;
  private long different;
  private long notArrived;

  /// A key that is not in scope.
  void listed(History source, History destination) {
    versionsInSource += source.versions().size();
    versionsInDestination += destination.versions().size();
  }

  void add(HistoryPair pair) {
    Alignment found = pair.alignment();
    listed(pair.source(), pair.destination());
    matched += found.matched();
    missing += found.missing().size();
    buried += found.buried().size();
    purged += found.purged().size();
    foreign += found.foreign().size() + found.surplus().size();
    notArrived += found.sourceArrived() ? 0 : 1;
    if (pair.explanation() != null) {
      return;
    }
    if (found.identical()) {
      same++;
    } else if (pair.destination().isEmpty()) {
      onlyInSource++;
    } else if (pair.source().isEmpty()) {
      onlyInDestination++;
    } else {
      different++;
    }
  }

  /// Adds what the other, which belongs to the calling thread, has counted, and sets it to zero.
  synchronized void take(HistoryTally other) {
    versionsInSource += other.versionsInSource;
    versionsInDestination += other.versionsInDestination;
    matched += other.matched;
    missing += other.missing;
    buried += other.buried;
    purged += other.purged;
    foreign += other.foreign;
    same += other.same;
    onlyInSource += other.onlyInSource;
    onlyInDestination += other.onlyInDestination;
    different += other.different;
    notArrived += other.notArrived;
    other.reset();
  }

  private void reset() {
    versionsInSource = 0;
    versionsInDestination = 0;
    matched = 0;
    missing = 0;
    buried = 0;
    purged = 0;
    foreign = 0;
    same = 0;
    onlyInSource = 0;
    onlyInDestination = 0;
    different = 0;
    notArrived = 0;
  }

  synchronized HistoryTotals totals() {
    return new HistoryTotals(
        versionsInSource,
        versionsInDestination,
        matched,
        missing,
        buried,
        purged,
        foreign,
        same,
        onlyInSource,
        onlyInDestination,
        different,
        notArrived);
  }
}
