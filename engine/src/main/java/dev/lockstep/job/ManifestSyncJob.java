package dev.lockstep.job;

import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.compare.Difference;
import dev.lockstep.compare.DifferenceListener;
import dev.lockstep.copy.StoppedException;
import dev.lockstep.endpoint.RetryPolicy;
import dev.lockstep.job.SyncReport.Effort;
import dev.lockstep.job.SyncReport.Verdict;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.manifest.ManifestGroups;
import dev.lockstep.manifest.ManifestSpool;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.Progress.Phase;
import dev.lockstep.telemetry.RequestCounts;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/// Makes a destination hold exactly what a manifest names of a source: looks at each object by its
/// name, copies what is not the same, and looks once more for the verdict, which is about the
/// manifest's objects and no others. Where the manifest names versions, those are copied. Nothing
/// is ever deleted.
///
/// Run once. Whatever happens to single objects ends in the report; only a caller's mistake is
/// thrown.
public final class ManifestSyncJob implements Job {
  private final BucketScope source;
  private final BucketScope destination;
  private final SyncSettings settings;
  private final ManifestSpool entries;
  private final RequestCounts requests;
  private final Progress progress;
  private final DifferenceListener rows;

  private final Stopwatch watch = new Stopwatch();
  private final ReportDraft draft = new ReportDraft();
  private final CopyTools tools;
  private final ManifestLook look;
  private final ManifestGroups groups;
  private Pass pass;
  private long unwritten;

  private volatile boolean stopped;

  /// @param entries each of the source's bucket, and below its prefix
  /// @param scratch a folder that has room for the entries once more
  /// @param notes what a run before this has left undone, and where this one writes down what it
  ///   does
  /// @param requests counts the requests of both stores
  /// @param rows hears of everything that is to be copied, before it is
  /// @param clock for telling uploads of ours from others'
  /// @param retries for what has to be read anew before it can be written again
  /// @param known tells what is known of the destination
  public ManifestSyncJob(
      BucketScope source,
      BucketScope destination,
      SyncSettings settings,
      ManifestSpool entries,
      Path scratch,
      RunNotes notes,
      RequestCounts requests,
      Progress progress,
      DifferenceListener rows,
      InstantSource clock,
      RetryPolicy retries,
      KnownDestination known) {
    this.source = source;
    this.destination = destination;
    this.settings = settings;
    this.entries = entries;
    this.requests = requests;
    this.progress = progress;
    this.rows = rows;
    this.tools =
        new CopyTools(source, destination, settings, notes, progress, clock, retries, known);
    this.look = new ManifestLook(source, destination, settings.by());
    this.groups = new ManifestGroups(scratch);
    this.pass = Pass.first(source, destination, settings);
  }

  @Override
  public SyncReport run() {
    RunFailure.orTell(this::copyWhatIsNamed, draft::failed);
    tools.tellAtTheEnd();
    String limit = SpeedLimit.words(source.store(), destination.store(), watch, true);
    SyncReport.Copies copies = tools.tally().copies();
    SyncReport report =
        draft.report(
            source,
            destination,
            settings.dryRun(),
            pass,
            copies,
            copies.written().objects() + copies.gone() + unwritten,
            List.of(),
            new Effort(requests.snapshot(), watch.elapsed(), limit));
    pass.close();
    return report;
  }

  @Override
  public void stop() {
    stopped = true;
    tools.copy().stop();
  }

  private void endIfStopped() {
    if (stopped) {
      throw new StoppedException();
    }
  }

  private void copyWhatIsNamed() {
    if (Overlap.of(source, destination, !settings.dryRun(), tools.names())) {
      draft.failed(Overlap.failure(source, destination));
      return;
    }
    tools.leftovers().removeThoseOfBefore();
    copy();
    tools.leftovers().abortUploads();
    verdict();
    tools.leftovers().forgetIfNone();
  }

  private void copy() {
    try {
      copyNow();
    } catch (Preflight.LossPossible e) {
      endIfMuchIsLost();
      copyNow();
    }
  }

  /// What must arrive and would not, as far as it is known, is counted before the first write.
  private void endIfMuchIsLost() {
    LossSurvey survey = new LossSurvey(source, destination, settings, tools.preflight());
    try (survey) {
      each(survey::look, new FailureLog());
    }
    survey.endIfFound();
    tools.preflight().clear();
    rows.begunAnew();
    pass.close();
    pass = Pass.first(source, destination, settings).anew(survey.planned().ofTheSameObjects());
  }

  private void copyNow() {
    progress.enter(Phase.COPYING);
    ManifestStage stage = stage(pass.failures());
    try (stage) {
      groups.forEach(
          entries,
          group -> {
            endIfStopped();
            stage.submit(group, difference -> plan(stage, difference));
          });
    } finally {
      unwritten = stage.unwritten();
    }
    stage.endIfThereIsNoUse();
    endIfStopped();
    draft.found(result(stage.same()));
  }

  private void plan(ManifestStage stage, Difference difference) {
    ObjectEntry entry = difference.source();
    if (entry == null) {
      return;
    }
    rows.found(difference);
    if (!pass.planned().admit(difference, entry)) {
      return;
    }
    tools.preflight().beforeACopy();
    if (settings.dryRun()) {
      pass.forecast().copy(entry);
    } else {
      progress.planned(entry.size());
      stage.copy(difference, entry);
      progress.copied();
    }
  }

  private ManifestStage stage(FailureLog failures) {
    return new ManifestStage(source, destination, look, tools, settings.concurrency(), failures);
  }

  /// Looks at everything, and tells what is not the same.
  private void each(Consumer<Difference> found, FailureLog failures) {
    ManifestStage stage = stage(failures);
    try (stage) {
      groups.forEach(
          entries,
          group -> {
            endIfStopped();
            stage.submit(group, found);
          });
    }
    stage.endIfThereIsNoUse();
    endIfStopped();
  }

  private void verdict() {
    boolean wrote = pass.planned().admitted().objects() > 0;
    if (!wrote || settings.dryRun()) {
      boolean inSync = pass.failures().count() == 0 && pass.planned().found().objects() == 0;
      draft.verdict(new Verdict(true, inSync, 0), pass.failures());
      return;
    }
    progress.enter(Phase.VERIFYING);
    SecondLook second = new SecondLook(source, destination, false, pass.planned(), pass.failures());
    FailureLog failures = second.failures();
    each(second::found, failures);
    boolean inSync = failures.count() == 0 && !pass.planned().isLimited();
    draft.verdict(new Verdict(true, inSync, 0), failures);
  }

  private ComparisonResult result(long same) {
    long planned = pass.planned().found().objects();
    return new ComparisonResult(entries.count(), 0, same, planned, 0, 0, 0);
  }
}
