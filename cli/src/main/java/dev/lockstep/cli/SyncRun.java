package dev.lockstep.cli;

import dev.lockstep.history.UnwrittenMap;
import dev.lockstep.job.HistorySettings;
import dev.lockstep.job.HistorySyncJob;
import dev.lockstep.job.Job;
import dev.lockstep.job.KnownDestination;
import dev.lockstep.job.ManifestSyncJob;
import dev.lockstep.job.SyncJob;
import dev.lockstep.job.SyncReport;
import dev.lockstep.job.SyncSettings;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.manifest.ManifestSpool;
import dev.lockstep.state.VersionMap;
import dev.lockstep.telemetry.Progress;
import java.nio.file.Path;
import java.util.function.Function;

/// A sync between two places that can be reached: makes the job that was asked for of it, and lets
/// the job be watched and stopped. Run once.
///
/// @param rows hears of every difference
/// @param known of the destination
/// @param quiet whether to say nothing of progress
record SyncRun(
    Surroundings around,
    Stores stores,
    BucketScope source,
    BucketScope destination,
    SyncSettings settings,
    RunNotes notes,
    DifferenceRows rows,
    KnownDestination known,
    Progress progress,
    boolean quiet) {

  /// Of the objects as they are, or were.
  SyncReport ofObjects() {
    return run(
        new SyncJob(
            source,
            destination,
            settings,
            notes,
            stores.requests(),
            progress,
            rows,
            around.clock(),
            stores.policy(),
            known));
  }

  /// Of what a manifest names, and nothing else.
  SyncReport ofManifest(ManifestSpool named) {
    return run(
        new ManifestSyncJob(
            source,
            destination,
            settings,
            named,
            ManifestVerb.scratch(),
            notes,
            stores.requests(),
            progress,
            rows,
            around.clock(),
            stores.policy(),
            known));
  }

  /// Of versions and delete markers. A dry run goes by what is remembered of them, and adds
  /// nothing.
  SyncReport ofHistories(HistorySettings histories, Path stateFolder) {
    Function<VersionMap, SyncReport> work = map -> ofHistories(histories, map);
    VersionMaps maps = new VersionMaps(around, stateFolder);
    return settings.dryRun()
        ? maps.reading(source, destination, remembered -> work.apply(new UnwrittenMap(remembered)))
        : maps.writing(source, destination, work);
  }

  private SyncReport ofHistories(HistorySettings histories, VersionMap map) {
    return run(
        new HistorySyncJob(
            source,
            destination,
            settings,
            histories,
            map,
            notes,
            stores.requests(),
            progress,
            rows,
            around.clock(),
            stores.policy(),
            known));
  }

  private SyncReport run(Job job) {
    String state = settings.dryRun() ? Interruption.NOTHING_CHANGED : Interruption.UNFINISHED;
    try (ProgressLine line = ProgressLine.start(around, quiet, progress);
        Stopping _ = Stopping.of(around, job, new Interruption(around.err(), line, rows, state))) {
      return job.run();
    }
  }
}
