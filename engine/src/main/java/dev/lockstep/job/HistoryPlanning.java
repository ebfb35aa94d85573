package dev.lockstep.job;

import dev.lockstep.compare.Difference;
import dev.lockstep.compare.DifferenceListener;
import dev.lockstep.endpoint.DeleteFailure;
import dev.lockstep.history.Alignment;
import dev.lockstep.history.Alignment.Obstacle;
import dev.lockstep.history.HistoryDifferences;
import dev.lockstep.history.HistoryListener;
import dev.lockstep.history.HistoryMemory;
import dev.lockstep.history.HistoryPair;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.plan.PurgeSpool;
import dev.lockstep.state.VersionMap;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.verify.TrialNames;
import java.util.List;
import java.util.function.BiConsumer;

/// Decides for each key what is to be done about it, while the comparison goes on. Any thread may
/// call.
final class HistoryPlanning implements HistoryListener {
  private final BucketScope source;
  private final BucketScope destination;
  private final SyncSettings settings;
  private final HistorySettings histories;
  private final VersionMap map;
  private final Pass pass;
  private final PurgeSpool purges;
  private final HistoryCounts counts;
  private final Preflight preflight;
  private final TrialNames names;
  private final DifferenceListener rows;
  private final BiConsumer<HistoryPair, Work> work;
  private final Progress progress;
  private final Runnable endIfStopped;

  /// What is to be written of a key.
  ///
  /// @param missing oldest first
  record Work(List<ObjectVersion> missing, HistoryMemory memory) {}

  /// The destination holds what did not come from the source, and the run is to end then.
  static final class DivergenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DivergenceException(String message) {
      super(message);
    }
  }

  /// @param rows hears of every key that differs, before anything is done about it
  /// @param work takes what is to be written; not called in a dry run
  /// @param endIfStopped throws when the run is to end
  HistoryPlanning(
      BucketScope source,
      BucketScope destination,
      SyncSettings settings,
      HistorySettings histories,
      VersionMap map,
      Pass pass,
      PurgeSpool purges,
      HistoryCounts counts,
      CopyTools tools,
      DifferenceListener rows,
      BiConsumer<HistoryPair, Work> work,
      Progress progress,
      Runnable endIfStopped) {
    this.source = source;
    this.destination = destination;
    this.settings = settings;
    this.histories = histories;
    this.map = map;
    this.pass = pass;
    this.purges = purges;
    this.counts = counts;
    this.preflight = tools.preflight();
    this.names = tools.names();
    this.rows = rows;
    this.work = work;
    this.progress = progress;
    this.endIfStopped = endIfStopped;
  }

  @Override
  public void compared(HistoryPair pair) {
    endIfStopped.run();
    Alignment found = pair.alignment();
    if (found.identical() && !found.tellsNews()
        || pair.source().isEmpty() && names.isOurs(pair.key())) {
      return;
    }
    HistoryDifferences.of(pair).ifPresent(rows::found);
    HistoryMemory memory = new HistoryMemory(pair.key(), map);
    if (!settings.dryRun()) {
      if (found.tellsNews()) {
        counts.recognised(found.adopted().size());
        memory.recognised(found);
      }
      removeSurplus(pair);
    }
    if (histories.deleteVersions()) {
      found
          .purged()
          .forEach(gone ->
              purges.add(
                  new PurgeSpool.Purge(
                      pair.key(), gone.source(), gone.destination(), gone.deleteMarker())));
    }
    tellBuried(pair);
    if (mayWrite(pair, memory)) {
      write(pair, memory);
    }
  }

  /// What a killed run has written twice, as a request had to be sent again.
  private void removeSurplus(HistoryPair pair) {
    List<ObjectRef> twice =
        pair.alignment().surplus().stream()
            .map(version -> destination.object(pair.key(), version.id()))
            .toList();
    if (twice.isEmpty()) {
      return;
    }
    for (DeleteFailure left : destination.store().deleteObjects(destination.bucket(), twice)) {
      fail(
          pair,
          left.failure().detail().code(),
          left.object()
              + " stands there twice and can't be removed: "
              + left.failure().detail().message());
    }
  }

  private void tellBuried(HistoryPair pair) {
    List<ObjectVersion> buried = pair.alignment().buried();
    if (!buried.isEmpty()) {
      fail(
          pair,
          "OlderVersionMissing",
          there(pair)
              + " lacks "
              + buried.size()
              + (buried.size() == 1 ? " older version" : " older versions")
              + " of the source, from "
              + buried.getFirst().id()
              + " on: they can't be put below newer ones; to have all, remove the key's versions there, or choose another prefix");
    }
  }

  private boolean mayWrite(HistoryPair pair, HistoryMemory memory) {
    Alignment found = pair.alignment();
    if (found.obstacle() == Obstacle.NONE) {
      return true;
    }
    counts.diverged();
    String code =
        switch (found.obstacle()) {
          case UNORDERED -> "OrderUnknown";
          case TOO_LONG -> "TooManyVersions";
          case AMBIGUOUS, UNDECIDED -> "AmbiguousHistory";
          case DIVERGED, NONE -> "Diverged";
        };
    String message = there(pair) + ": " + found.words();
    if (found.obstacle() != Obstacle.UNORDERED && found.obstacle() != Obstacle.TOO_LONG) {
      switch (histories.onDivergence()) {
        case APPEND -> {
          if (!settings.dryRun()) {
            memory.recognised(found);
          }
          return true;
        }
        case FAIL -> throw new DivergenceException(message + "; nothing more was written");
        case REPORT -> message += "; --on-divergence append writes the source's versions on top";
      }
    }
    fail(pair, code, "Left as it is: " + message);
    return false;
  }

  private void fail(HistoryPair pair, String code, String message) {
    pass.failures()
        .unwritten(pair.key(), HistoryReplay.failure(source, pair.key(), null, code, message));
    progress.failed();
  }

  private String there(HistoryPair pair) {
    return destination.store().name() + ":" + destination.object(pair.key());
  }

  /// Where somebody else's version is on top and the source has nothing new, its newest is written
  /// once more.
  private void write(HistoryPair pair, HistoryMemory memory) {
    Alignment found = pair.alignment();
    List<ObjectVersion> missing = found.missing();
    if (missing.isEmpty() && found.obstacle() == Obstacle.DIVERGED) {
      missing = List.of(pair.source().versions().getLast());
    }
    if (missing.isEmpty()) {
      return;
    }
    long bytes = missing.stream().mapToLong(ObjectVersion::size).sum();
    if (!pass.planned().admit(pair.key(), missing.size(), bytes)) {
      return;
    }
    // Also before a delete marker, which loses nothing: a plan that is refused writes none.
    preflight.beforeACopy();
    if (settings.dryRun()) {
      missing.forEach(version -> forecast(pair, version));
    } else {
      missing.forEach(version -> progress.planned(version.size()));
      work.accept(pair, new Work(missing, memory));
    }
  }

  private void forecast(HistoryPair pair, ObjectVersion version) {
    if (version.deleteMarker()) {
      pass.forecast().deleteMarker();
    } else {
      pass.forecast().copy(version.entry(pair.key()));
    }
  }

  /// The missing versions of a key, for a survey of what would be lost.
  static List<Difference> differences(HistoryPair pair) {
    return pair.alignment().missing().stream()
        .filter(version -> !version.deleteMarker())
        .map(version ->
            new Difference(
                pair.key(), version.entry(pair.key()), null, Difference.Reason.ONLY_IN_SOURCE, ""))
        .toList();
  }
}
