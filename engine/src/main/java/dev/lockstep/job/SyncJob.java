package dev.lockstep.job;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.compare.DifferenceListener;
import dev.lockstep.copy.StoppedException;
import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.RetryPolicy;
import dev.lockstep.job.SyncReport.Copies;
import dev.lockstep.job.SyncReport.Deletions;
import dev.lockstep.job.SyncReport.Effort;
import dev.lockstep.job.SyncReport.Verdict;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.plan.DeleteFirewall;
import dev.lockstep.plan.DeleteFirewall.Refusal;
import dev.lockstep.plan.DeleteSpool;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.Progress.Phase;
import dev.lockstep.telemetry.RequestCounts;
import dev.lockstep.telemetry.RequestKind;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Makes a destination hold what a source holds: lists both, compares, copies what differs while it
/// goes on comparing, deletes last and only what may be, and compares once more for the verdict.
///
/// Run once. Whatever happens to single objects ends in the report; only a caller's mistake is
/// thrown.
public final class SyncJob implements Job {
  private final BucketScope source;
  private final BucketScope destination;
  private final SyncSettings settings;
  private final RequestCounts requests;
  private final Progress progress;

  private final Stopwatch watch = new Stopwatch();
  private final ReportDraft draft = new ReportDraft();
  private final CopyTools tools;
  private final Comparisons comparisons;
  private final List<KeySpan> leftUndone;
  private final DoneSpans done;
  private final CopyPhase copying;

  private volatile boolean stopped;

  /// A run to a destination of which nothing is known beforehand.
  ///
  /// @param notes what a run before this has left undone, and where this one writes down what it
  ///   does
  /// @param requests counts the requests of both stores
  /// @param rows hears of every difference found at the beginning, before anything is done about it
  /// @param clock for telling uploads of ours from others'
  /// @param retries for what has to be read anew before it can be written again; its chance names
  ///   trial objects too
  public SyncJob(
      BucketScope source,
      BucketScope destination,
      SyncSettings settings,
      RunNotes notes,
      RequestCounts requests,
      Progress progress,
      DifferenceListener rows,
      InstantSource clock,
      RetryPolicy retries) {
    this(
        source,
        destination,
        settings,
        notes,
        requests,
        progress,
        rows,
        clock,
        retries,
        (_, _) -> Capabilities.NONE);
  }

  /// @param known of the destination; asked when the first object is to be copied, and may then try
  ///   it out with objects so named
  public SyncJob(
      BucketScope source,
      BucketScope destination,
      SyncSettings settings,
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
    this.requests = requests;
    this.progress = progress;
    this.tools =
        new CopyTools(source, destination, settings, notes, progress, clock, retries, known);
    this.leftUndone = notes.before().notDone();
    this.done = new DoneSpans(notes::done);
    this.comparisons = new Comparisons(source, destination, settings, progress, this::endIfStopped);
    this.copying =
        new CopyPhase(
            source,
            destination,
            settings,
            comparisons,
            tools.preflight(),
            tools.copy(),
            tools.tally(),
            done,
            rows,
            tools.names(),
            progress,
            draft);
  }

  @Override
  public SyncReport run() {
    RunFailure.orTell(this::keepInStep, draft::failed);
    if (draft.hasFailed()) {
      // What ended it early says more than that this could not be written down.
      RunFailure.orTell(done::tell, _ -> {});
    }
    tools.tellAtTheEnd();
    String limit =
        SpeedLimit.words(source.store(), destination.store(), watch, copying.copiersWereFull());
    Effort effort = new Effort(requests.snapshot(), watch.elapsed(), limit);
    Copies copies = tools.tally().copies();
    return draft.report(
        source,
        destination,
        settings.dryRun(),
        copying.pass(),
        copies,
        copies.written().objects() + copies.gone() + copying.pass().failures().unwrittenCount(),
        comparisons.sorted(),
        effort);
  }

  @Override
  public void stop() {
    stopped = true;
    tools.copy().stop();
  }

  private void keepInStep() {
    if (Overlap.of(source, destination, !settings.dryRun(), tools.names())) {
      draft.failed(Overlap.failure(source, destination));
      return;
    }
    Optional<RunFailure> refusal = AsOf.refusal(source, settings.asOf());
    if (refusal.isPresent()) {
      draft.failed(refusal.get());
      return;
    }
    tools.leftovers().removeThoseOfBefore();
    try (copying) {
      if (!deletionsRefusedBeforehand()) {
        copyAndDelete();
      }
    }
  }

  private void copyAndDelete() {
    goOnWhereTheLastRunStopped();
    ComparisonResult found =
        comparisons.untilInOrder(
            () -> copying.run(List.of(KeySpan.EVERYTHING)), copying::beginAnew);
    delete(found);
    tools.leftovers().abortUploads();
    boolean wrote =
        copying.copied()
            || draft.deletions().deleted() > 0
            || !found.sourceArrived()
            || copying.pass().failures().unwrittenCount() > 0;
    if (settings.dryRun()) {
      forecast();
    }
    if (wrote && !settings.dryRun()) {
      lookAgain();
    } else {
      draft.verdict(
          Verdict.of(found, copying.pass().failures(), settings.delete()),
          copying.pass().failures());
    }
    tools.leftovers().forgetIfNone();
  }

  /// What a run before has not come to is done first; then everything is looked at, as ever, since
  /// what it has done may have changed. Deletions need both listings whole.
  private void goOnWhereTheLastRunStopped() {
    boolean some = !leftUndone.isEmpty() && !leftUndone.equals(List.of(KeySpan.EVERYTHING));
    if (some && !settings.delete()) {
      comparisons.untilInOrder(this::copyWhatWasLeft, copying::beginAnew);
    }
  }

  /// Where a side has to be sorted, spans of it are not worth it: everything is looked at anyway.
  private boolean copyWhatWasLeft() {
    boolean inOrder = comparisons.sorted().isEmpty();
    if (inOrder) {
      copying.run(leftUndone);
    }
    return inOrder;
  }

  /// Deletions are judged before the first write: copies would make the destination larger, and
  /// what was too large a share of it would be a small one in the next run. Keys and sizes are
  /// enough to count what would go.
  private boolean deletionsRefusedBeforehand() {
    if (!settings.delete() || settings.dryRun()) {
      return false;
    }
    ComparisonResult asItIs =
        comparisons.untilInOrder(
            () -> comparisons.look(CompareBy.SIZE, difference -> {}), () -> {});
    Optional<Refusal> refusal = refusal(asItIs, asItIs.onlyInDestination());
    refusal.ifPresent(why -> {
      draft.found(asItIs);
      draft.deletions(new Deletions(asItIs.onlyInDestination(), 0, why));
      draft.verdict(Verdict.of(asItIs, copying.pass().failures(), true), copying.pass().failures());
    });
    return refusal.isPresent();
  }

  private Optional<Refusal> refusal(ComparisonResult before, long count) {
    DeleteFirewall.Case run =
        new DeleteFirewall.Case(
            count,
            before.selectedInSource(),
            before.selectedInDestination(),
            copying.pass().failures().unwrittenCount(),
            copying.pass().planned().isLimited());
    return new DeleteFirewall(settings.maxDelete()).refusal(run);
  }

  private void endIfStopped() {
    if (stopped) {
      throw new StoppedException();
    }
  }

  private void delete(ComparisonResult before) {
    DeleteSpool spool = copying.pass().deletes();
    Refusal refusal = refusal(before, spool.count()).orElse(null);
    draft.deletions(new Deletions(spool.count(), 0, refusal));
    if (refusal == null && !settings.dryRun() && spool.count() > 0) {
      progress.enter(Phase.DELETING);
      DeleteStage stage =
          new DeleteStage(
              source,
              destination,
              settings.asOf(),
              settings.concurrency(),
              progress,
              copying.pass().failures(),
              this::endIfStopped);
      try {
        stage.run(spool);
      } finally {
        draft.deletions(new Deletions(spool.count(), stage.deleted(), null));
      }
    }
  }

  private void forecast() {
    Pass pass = copying.pass();
    long count = draft.deletions().refusal() == null ? pass.deletes().count() : 0;
    boolean writes = count > 0 || pass.planned().admitted().objects() > 0;
    int looks = 1 + (settings.delete() ? 1 : 0) + (writes ? 1 : 0);
    pass.forecast().delete(count);
    pass.forecast().listings(requests.count(RequestKind.LIST), looks);
    pass.forecast().versionListings(requests.count(RequestKind.LIST_VERSIONS), looks);
  }

  private void lookAgain() {
    progress.enter(Phase.VERIFYING);
    comparisons.untilInOrder(this::secondLook, () -> {});
  }

  private boolean secondLook() {
    SecondLook second =
        new SecondLook(
            source,
            destination,
            settings.delete(),
            copying.pass().planned(),
            copying.pass().failures());
    ComparisonResult last = comparisons.look(settings.by(), second::found);
    draft.verdict(Verdict.of(last, second.failures(), settings.delete()), second.failures());
    return true;
  }
}
