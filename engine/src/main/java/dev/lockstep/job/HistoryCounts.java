package dev.lockstep.job;

import dev.lockstep.history.HistoryTotals;
import dev.lockstep.job.SyncReport.Histories;
import dev.lockstep.job.SyncReport.Identities;
import dev.lockstep.job.SyncReport.Listed;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Adds up what becomes of versions and delete markers. Any thread may call.
final class HistoryCounts {
  private final FailureLog failures;
  private final LongAdder versions = new LongAdder();
  private final LongAdder deleteMarkers = new LongAdder();
  private final LongAdder notMade = new LongAdder();
  private final LongAdder recognised = new LongAdder();
  private final LongAdder diverged = new LongAdder();
  private final Map<VersionIdentity.Kept, LongAdder> kept = new ConcurrentHashMap<>();
  private final LongAdder unwritten = new LongAdder();

  HistoryCounts(FailureLog failures) {
    this.failures = failures;
  }

  /// For a run that begins anew before its first write: what it has recognised stays remembered.
  HistoryCounts anew(FailureLog log) {
    HistoryCounts next = new HistoryCounts(log);
    next.recognised.add(recognised.sum());
    return next;
  }

  void version() {
    versions.increment();
  }

  void deleteMarker() {
    deleteMarkers.increment();
  }

  /// What a version, or a delete marker, has kept of what it was called and when it was made.
  void kept(VersionIdentity.Kept what) {
    kept.computeIfAbsent(what, _ -> new LongAdder()).increment();
  }

  private long count(VersionIdentity.Kept what) {
    LongAdder count = kept.get(what);
    return count == null ? 0 : count.sum();
  }

  void notMade() {
    notMade.increment();
  }

  void recognised(int count) {
    recognised.add(count);
  }

  void diverged() {
    diverged.increment();
  }

  /// Versions that stay behind because one of their key could not be written.
  void unwritten(int count) {
    unwritten.add(count);
  }

  void incomplete(ObjectFailure failure) {
    failures.incomplete(failure);
  }

  /// Whether anything was written.
  boolean wrote() {
    return versions.sum() + deleteMarkers.sum() > 0;
  }

  /// Versions and markers of which nothing remains to be done, or that failed.
  long dealtWith() {
    return versions.sum() + deleteMarkers.sum() + notMade.sum() + unwritten.sum();
  }

  /// @param before what was found before the first write
  Histories of(HistoryTotals before) {
    return new Histories(
        new Listed(before.versionsInSource(), before.versionsInDestination()),
        before.matched(),
        versions.sum(),
        deleteMarkers.sum(),
        notMade.sum(),
        recognised.sum(),
        diverged.sum(),
        before.buried(),
        before.purged(),
        before.foreign(),
        new Identities(
            count(VersionIdentity.Kept.ID_AND_TIME),
            count(VersionIdentity.Kept.ID_ALONE),
            count(VersionIdentity.Kept.TIME_ALONE),
            count(VersionIdentity.Kept.NOTHING)));
  }
}
