package dev.lockstep.job;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.compare.DifferenceListener;
import dev.lockstep.copy.ObjectCopier;
import dev.lockstep.copy.OpenUploads;
import dev.lockstep.copy.StoppedException;
import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.RetryPolicy;
import dev.lockstep.job.SyncReport.Deletions;
import dev.lockstep.job.SyncReport.Effort;
import dev.lockstep.job.SyncReport.Verdict;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.plan.DeleteFirewall;
import dev.lockstep.plan.DeleteFirewall.Refusal;
import dev.lockstep.plan.DeleteSpool;
import dev.lockstep.plan.Demands;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.Progress.Phase;
import dev.lockstep.telemetry.RequestCounts;
import dev.lockstep.telemetry.RequestKind;
import dev.lockstep.verify.KeyAudit;
import dev.lockstep.verify.TrialNames;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Makes a destination hold what a source holds: lists both, compares, copies what differs while it
/// goes on comparing, deletes last and only what may be, and compares once more for the verdict.
///
/// Run once. Whatever happens to single objects ends in the report; only a caller's mistake is
/// thrown.
public final class SyncJob {
  private final BucketScope source;
  private final BucketScope destination;
  private final SyncSettings settings;
  private final RequestCounts requests;
  private final Progress progress;

  private final Stopwatch watch = new Stopwatch();
  private final ReportDraft draft = new ReportDraft();
  private final CopyTally tally = new CopyTally();
  private final TrialNames names;
  private final Comparisons comparisons;
  private final CheckedCopy copy;
  private final Leftovers leftovers;
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
        _ -> Capabilities.NONE);
  }

  /// @param destinationCan tells what is known of the destination; asked when the first object is
  ///   to be copied, and may then try it out with objects so named
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
      Function<TrialNames, Capabilities> destinationCan) {
    this.source = source;
    this.destination = destination;
    this.settings = settings;
    this.requests = requests;
    this.progress = progress;
    OpenUploads uploads =
        new OpenUploads(destination.store(), notes, clock, notes.before().uploads());
    this.leftUndone = notes.before().notDone();
    this.leftovers = new Leftovers(destination, notes, uploads, tally);
    this.done = new DoneSpans(notes::done);
    this.names = new TrialNames(retries.random(), notes::trialsNamed);
    this.comparisons = new Comparisons(source, destination, settings, progress, this::endIfStopped);
    boolean withinStore = destination.store().canCopyFrom(source.store());
    Preflight preflight =
        new Preflight(Demands.of(settings.copy(), withinStore), () -> destinationCan.apply(names));
    this.copy = checkedCopy(retries, uploads, preflight);
    this.copying =
        new CopyPhase(
            source,
            destination,
            settings,
            comparisons,
            preflight,
            copy,
            tally,
            done,
            rows,
            names,
            progress,
            draft);
  }

  private CheckedCopy checkedCopy(RetryPolicy retries, OpenUploads uploads, Preflight preflight) {
    int parts = Math.max(4, settings.concurrency() / 4);
    ObjectCopier copier =
        new ObjectCopier(
            source.store(),
            destination.store(),
            settings.copy(),
            retries,
            settings.concurrency(),
            parts,
            uploads,
            progress);
    KeyAudit keys =
        new KeyAudit(
            destination.store(),
            destination.bucket(),
            destination.prefix(),
            preflight::destinationCan,
            names);
    return new CheckedCopy(destination.store(), copier, settings.copy(), keys);
  }

  public SyncReport run() {
    RunFailure.orTell(this::keepInStep, draft::failed);
    if (draft.hasFailed()) {
      // What ended it early says more than that this could not be written down.
      RunFailure.orTell(done::tell, _ -> {});
    }
    copy.leftBehind().forEach(tally::leftBehind);
    String limit =
        SpeedLimit.words(source.store(), destination.store(), watch, copying.copiersWereFull());
    Effort effort = new Effort(requests.snapshot(), watch.elapsed(), limit);
    return draft.report(
        source,
        destination,
        settings.dryRun(),
        copying.pass(),
        tally.copies(),
        comparisons.sorted(),
        effort);
  }

  /// Ends the run early: what is under way is finished, parts of large objects excepted, and the
  /// next run goes on. Any thread may call, at any time.
  public void stop() {
    stopped = true;
    copy.stop();
  }

  private void keepInStep() {
    if (Overlap.of(source, destination, !settings.dryRun(), names)) {
      draft.failed(
          RunFailure.unsafe(
              "Overlap",
              source
                  + " and "
                  + destination
                  + " lie within one another, so that a run would read what it writes; choose other prefixes"));
      return;
    }
    leftovers.removeThoseOfBefore();
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
    leftovers.abortUploads();
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
    leftovers.forgetIfNone();
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
