package dev.lockstep.job;

import dev.lockstep.compare.DifferenceListener;
import dev.lockstep.copy.StoppedException;
import dev.lockstep.endpoint.RetryPolicy;
import dev.lockstep.endpoint.Versioning;
import dev.lockstep.history.ChronologicalOrder;
import dev.lockstep.history.HistoryComparison;
import dev.lockstep.history.HistoryComparison.Sides;
import dev.lockstep.history.HistoryListener;
import dev.lockstep.history.HistoryPair;
import dev.lockstep.history.HistoryTotals;
import dev.lockstep.job.SyncReport.Deletions;
import dev.lockstep.job.SyncReport.Effort;
import dev.lockstep.job.SyncReport.Verdict;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.plan.DeleteFirewall;
import dev.lockstep.plan.DeleteFirewall.Refusal;
import dev.lockstep.plan.PurgeSpool;
import dev.lockstep.state.VersionMap;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.Progress.Phase;
import dev.lockstep.telemetry.RequestCounts;
import dev.lockstep.telemetry.RequestKind;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Brings every version and delete marker of a source to a destination that keeps versions, in
/// order: lists both, writes what is missing on top of each key while it goes on comparing, removes
/// last and only what may be removed, and compares once more for the verdict.
///
/// Run once. Whatever happens to single keys ends in the report; only a caller's mistake is thrown.
public final class HistorySyncJob implements Job {
  private final BucketScope source;
  private final BucketScope destination;
  private final SyncSettings settings;
  private final HistorySettings histories;
  private final VersionMap map;
  private final RequestCounts requests;
  private final Progress progress;
  private final DifferenceListener rows;

  private final Stopwatch watch = new Stopwatch();
  private final ReportDraft draft = new ReportDraft();
  private final CopyTools tools;
  private final Sides sides;
  private Pass pass;
  private HistoryCounts counts;
  private boolean stageWasFull;

  private volatile boolean stopped;

  /// @param map what is remembered of the two places, and where this run remembers what it does
  /// @param notes what a run before this has left undone, and where this one writes down what it
  ///   does
  /// @param requests counts the requests of both stores
  /// @param rows hears of every key that differs, before anything is done about it
  /// @param clock for telling uploads of ours from others'
  /// @param retries for what has to be read anew before it can be written again
  /// @param known of the destination
  public HistorySyncJob(
      BucketScope source,
      BucketScope destination,
      SyncSettings settings,
      HistorySettings histories,
      VersionMap map,
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
    this.histories = histories;
    this.map = map;
    this.requests = requests;
    this.progress = progress;
    this.rows = rows;
    this.tools =
        new CopyTools(source, destination, settings, notes, progress, clock, retries, known);
    this.sides =
        new Sides(
            source,
            destination,
            new ChronologicalOrder(histories.sourceMixesKinds()),
            new ChronologicalOrder(histories.destinationMixesKinds()));
    this.pass = Pass.first(source, destination, settings);
    this.counts = new HistoryCounts(pass.failures());
  }

  @Override
  public SyncReport run() {
    RunFailure.orTell(this::keepInStep, draft::failed);
    tools.tellAtTheEnd();
    String limit = SpeedLimit.words(source.store(), destination.store(), watch, stageWasFull);
    Effort effort = new Effort(requests.snapshot(), watch.elapsed(), limit);
    SyncReport report =
        draft.report(
            source,
            destination,
            settings.dryRun(),
            pass,
            tools.tally().copies(),
            counts.dealtWith(),
            List.of(),
            effort);
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

  private void keepInStep() {
    Optional<RunFailure> refusal = refusal();
    if (refusal.isPresent()) {
      draft.failed(refusal.get());
      return;
    }
    tools.leftovers().removeThoseOfBefore();
    if (removalsRefusedBeforehand()) {
      return;
    }
    try (PurgeSpool purges = new PurgeSpool()) {
      HistoryTotals before = write(purges);
      purge(before, purges);
      tools.leftovers().abortUploads();
      verdict(before);
    }
    tools.leftovers().forgetIfNone();
  }

  private Optional<RunFailure> refusal() {
    if (Overlap.of(source, destination, !settings.dryRun(), tools.names())) {
      return Optional.of(Overlap.failure(source, destination));
    }
    Versioning there = destination.store().fetchVersioning(destination.bucket());
    if (there == Versioning.ENABLED) {
      return Optional.empty();
    }
    if (!histories.enableVersioning()) {
      return Optional.of(
          RunFailure.unsafe(
              "NotVersioned",
              destination.store().name()
                  + ":"
                  + destination.bucket()
                  + (there == Versioning.OFF
                      ? " keeps no versions"
                      : " has stopped to keep versions")
                  + ", so histories can't be kept there; --enable-versioning switches it on"));
    }
    if (!settings.dryRun()) {
      destination.store().enableVersioning(destination.bucket());
    }
    return Optional.empty();
  }

  // Looking --------------------------------------------------------------------------------------

  private HistoryTotals look(HistoryListener listener) {
    return new HistoryComparison(
            sides,
            settings.selection(),
            histories.which(),
            map,
            settings.listConcurrency(),
            listener,
            progress)
        .run();
  }

  private void nothing(HistoryPair pair) {
    endIfStopped();
  }

  /// Removals are judged before the first write, which would make the destination larger.
  private boolean removalsRefusedBeforehand() {
    if (!histories.deleteVersions() || settings.dryRun()) {
      return false;
    }
    HistoryTotals asItIs = look(this::nothing);
    Optional<Refusal> refusal = refusal(asItIs, asItIs.purged());
    refusal.ifPresent(why -> {
      draft.histories(counts.of(asItIs));
      draft.deletions(new Deletions(asItIs.purged(), 0, why));
      draft.verdict(verdictOf(asItIs, pass.failures()), pass.failures());
    });
    return refusal.isPresent();
  }

  private Optional<Refusal> refusal(HistoryTotals before, long removals) {
    return new DeleteFirewall(settings.maxDelete())
        .refusal(
            new DeleteFirewall.Case(
                removals,
                before.versionsInSource(),
                before.versionsInDestination(),
                pass.failures().unwrittenCount(),
                pass.planned().isLimited()));
  }

  // Writing --------------------------------------------------------------------------------------

  private HistoryTotals write(PurgeSpool purges) {
    HistoryTotals before;
    try {
      before = writeNow(purges);
    } catch (Preflight.LossPossible e) {
      endIfMuchIsLost();
      before = writeNow(purges);
    }
    draft.histories(counts.of(before));
    return before;
  }

  private void endIfMuchIsLost() {
    LossSurvey survey = new LossSurvey(source, destination, settings, tools.preflight());
    try (survey) {
      look(pair -> HistoryPlanning.differences(pair).forEach(survey::look));
    }
    survey.endIfFound();
    tools.preflight().clear();
    rows.begunAnew();
    pass.close();
    pass = Pass.first(source, destination, settings);
    counts = counts.anew(pass.failures());
  }

  private HistoryTotals writeNow(PurgeSpool purges) {
    HistoryStage stage =
        new HistoryStage(
            source,
            destination,
            sides.destinationOrder(),
            tools,
            settings.concurrency(),
            counts,
            pass.failures(),
            progress);
    HistoryTotals before;
    try (stage) {
      before =
          look(
              new HistoryPlanning(
                  source,
                  destination,
                  settings,
                  histories,
                  map,
                  pass,
                  purges,
                  counts,
                  tools,
                  rows,
                  (pair, work) -> stage.submit(pair, work.missing(), work.memory()),
                  progress,
                  this::endIfStopped));
      progress.enter(Phase.COPYING);
    } finally {
      stageWasFull = stage.wasFull();
    }
    stage.endIfThereIsNoUse();
    endIfStopped();
    return before;
  }

  private void purge(HistoryTotals before, PurgeSpool purges) {
    Refusal refusal = refusal(before, purges.count()).orElse(null);
    draft.deletions(new Deletions(purges.count(), 0, refusal));
    if (refusal != null || settings.dryRun() || purges.count() == 0) {
      return;
    }
    progress.enter(Phase.DELETING);
    PurgeStage stage =
        new PurgeStage(
            source,
            destination,
            settings.concurrency(),
            map,
            pass.failures(),
            progress,
            this::endIfStopped);
    try {
      stage.run(purges);
    } finally {
      draft.deletions(new Deletions(purges.count(), stage.removed(), null));
    }
  }

  // The verdict ----------------------------------------------------------------------------------

  private void verdict(HistoryTotals before) {
    if (settings.dryRun()) {
      boolean writes = pass.planned().admitted().objects() > 0;
      pass.forecast().versionListings(requests.count(RequestKind.LIST_VERSIONS), writes ? 2 : 1);
      draft.verdict(verdictOf(before, pass.failures()), pass.failures());
      return;
    }
    boolean wrote =
        counts.wrote() || draft.deletions().deleted() > 0 || pass.failures().unwrittenCount() > 0;
    // What could not be found at the source when it was to be copied is still missing.
    if (!wrote && before.sourceArrived()) {
      draft.verdict(verdictOf(before, pass.failures()), pass.failures());
      return;
    }
    progress.enter(Phase.VERIFYING);
    HistorySecondLook second =
        new HistorySecondLook(
            source, destination, histories.deleteVersions(), pass, this::endIfStopped);
    HistoryTotals after = look(second);
    draft.verdict(verdictOf(after, second.failures()), second.failures());
  }

  private Verdict verdictOf(HistoryTotals last, FailureLog known) {
    boolean inSync =
        known.count() == 0
            && last.sourceArrived()
            && (!histories.deleteVersions() || last.purged() == 0);
    return new Verdict(true, inSync, last.purged() + last.foreign());
  }
}
