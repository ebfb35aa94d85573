package dev.lockstep.job;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.compare.Difference;
import dev.lockstep.compare.Difference.Side;
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
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.plan.Action;
import dev.lockstep.plan.DeleteFirewall;
import dev.lockstep.plan.DeleteFirewall.Refusal;
import dev.lockstep.plan.DeleteSpool;
import dev.lockstep.plan.Demands;
import dev.lockstep.plan.SyncPlanner;
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
  private final DifferenceListener rows;

  private final Stopwatch watch = new Stopwatch();
  private final ReportDraft draft = new ReportDraft();
  private final CopyTally tally = new CopyTally();
  private final TrialNames names;
  private final Comparisons comparisons;
  private final Preflight preflight;
  private final CheckedCopy copy;
  private final Leftovers leftovers;
  private final List<KeySpan> leftUndone;
  private final DoneSpans done;

  private Pass pass;
  private long admittedBefore;
  private boolean copiersWereFull;
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
    this.rows = rows;
    this.pass = Pass.first(source, destination, settings);
    OpenUploads uploads =
        new OpenUploads(destination.store(), notes, clock, notes.before().uploads());
    this.leftUndone = notes.before().notDone();
    this.leftovers = new Leftovers(destination, notes, uploads, tally);
    this.done = new DoneSpans(notes::done);
    this.names = new TrialNames(retries.random(), notes::trialsNamed);
    this.comparisons = new Comparisons(source, destination, settings, progress, this::endIfStopped);
    boolean withinStore = destination.store().canCopyFrom(source.store());
    this.preflight =
        new Preflight(Demands.of(settings.copy(), withinStore), () -> destinationCan.apply(names));
    this.copy = checkedCopy(retries, uploads);
  }

  private CheckedCopy checkedCopy(RetryPolicy retries, OpenUploads uploads) {
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
    SpeedLimit limit = new SpeedLimit(source.store(), destination.store(), watch);
    Effort effort = new Effort(requests.snapshot(), watch.elapsed(), limit.words(copiersWereFull));
    return draft.report(
        source, destination, settings.dryRun(), pass, tally.copies(), comparisons.sorted(), effort);
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
    try {
      if (!deletionsRefusedBeforehand()) {
        copyAndDelete();
      }
    } finally {
      pass.close();
    }
  }

  private void copyAndDelete() {
    goOnWhereTheLastRunStopped();
    ComparisonResult found =
        comparisons.untilInOrder(
            () -> copyWhatDiffers(List.of(KeySpan.EVERYTHING)), this::beginAnew);
    delete(found);
    leftovers.abortUploads();
    boolean wrote =
        pass.planned().admitted().objects() > admittedBefore
            || draft.deletions().deleted() > 0
            || !found.sourceArrived()
            || pass.failures().unwrittenCount() > 0;
    if (settings.dryRun()) {
      forecast();
    }
    if (wrote && !settings.dryRun()) {
      lookAgain();
    } else {
      draft.verdict(Verdict.of(found, pass.failures(), settings.delete()), pass.failures());
    }
    leftovers.forgetIfNone();
  }

  /// What a run before has not come to is done first; then everything is looked at, as ever, since
  /// what it has done may have changed. Deletions need both listings whole.
  private void goOnWhereTheLastRunStopped() {
    boolean some = !leftUndone.isEmpty() && !leftUndone.equals(List.of(KeySpan.EVERYTHING));
    if (some && !settings.delete()) {
      comparisons.untilInOrder(this::copyWhatWasLeft, this::beginAnew);
    }
  }

  /// Where a side has to be sorted, spans of it are not worth it: everything is looked at anyway.
  private boolean copyWhatWasLeft() {
    boolean inOrder = comparisons.sorted().isEmpty();
    if (inOrder) {
      copyWhatDiffers(leftUndone);
    }
    return inOrder;
  }

  /// What was seen is not so, or must not be done like that.
  private void beginAnew() {
    pass = pass.anew(tally.done());
    rows.begunAnew();
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
      draft.verdict(Verdict.of(asItIs, pass.failures(), true), pass.failures());
    });
    return refusal.isPresent();
  }

  private Optional<Refusal> refusal(ComparisonResult before, long count) {
    DeleteFirewall.Case run =
        new DeleteFirewall.Case(
            count,
            before.selectedInSource(),
            before.selectedInDestination(),
            pass.failures().unwrittenCount(),
            pass.planned().isLimited());
    return new DeleteFirewall(settings.maxDelete()).refusal(run);
  }

  private ComparisonResult copyWhatDiffers(List<KeySpan> spans) {
    try {
      return copyNow(spans);
    } catch (Preflight.LossPossible e) {
      beginAnew();
      endIfMuchIsLost();
      return copyNow(spans);
    }
  }

  /// What must arrive and would not, as far as it is known, is counted before the first write.
  private void endIfMuchIsLost() {
    LossSurvey survey = new LossSurvey(source, destination, settings, preflight);
    try (survey) {
      draft.found(comparisons.look(settings.by(), survey::look));
    }
    survey.endIfFound();
    preflight.clear();
    pass = pass.with(survey.planned().repeated());
  }

  private ComparisonResult copyNow(List<KeySpan> spans) {
    admittedBefore = pass.planned().admitted().objects();
    CopyStage stage =
        new CopyStage(
            source,
            destination,
            copy,
            settings.concurrency(),
            tally,
            pass.failures(),
            done,
            progress);
    ComparisonResult found;
    try (stage) {
      found = comparisons.run(spans, settings.by(), new Planning(stage));
      draft.found(found);
      progress.enter(Phase.COPYING);
    } finally {
      copiersWereFull = stage.wasFull();
    }
    stage.endIfThereIsNoUse();
    endIfStopped();
    return found;
  }

  /// Does with each difference what the plan says, while the comparison goes on.
  private final class Planning implements DifferenceListener {
    private final SyncPlanner planner = new SyncPlanner(settings.delete());
    private final Pass now = pass;
    private final CopyStage stage;

    Planning(CopyStage stage) {
      this.stage = stage;
    }

    @Override
    public void found(Difference difference) {
      if (difference.side() == Side.DESTINATION && names.isOurs(difference.key())) {
        return;
      }
      rows.found(difference);
      switch (planner.plan(difference)) {
        case Action.Copy copy -> copy(copy.difference());
        case Action.Delete delete -> now.deletes().add(delete.difference().key());
        case Action.Leave _ -> {}
      }
    }

    private void copy(Difference difference) {
      ObjectEntry entry = difference.source();
      if (entry == null
          || now.failures().unwritten(difference.key()) != null
          || !now.planned().admit(difference, entry)) {
        return;
      }
      preflight.beforeACopy();
      if (settings.dryRun()) {
        now.forecast().copy(entry);
      } else {
        progress.planned(entry.size());
        stage.submit(difference);
      }
    }

    @Override
    public void compared(KeySpan span) {
      endIfStopped();
      if (!now.planned().isLimited()) {
        done.compared(span);
      }
    }

    @Override
    public void goesOn() {
      endIfStopped();
    }
  }

  private void endIfStopped() {
    if (stopped) {
      throw new StoppedException();
    }
  }

  private void delete(ComparisonResult before) {
    DeleteSpool spool = pass.deletes();
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
              pass.failures(),
              this::endIfStopped);
      try {
        stage.run(spool);
      } finally {
        draft.deletions(new Deletions(spool.count(), stage.deleted(), null));
      }
    }
  }

  private void forecast() {
    long count = draft.deletions().refusal() == null ? pass.deletes().count() : 0;
    pass.forecast().delete(count);
    boolean writes = count > 0 || pass.planned().admitted().objects() > 0;
    pass.forecast()
        .listings(
            requests.count(RequestKind.LIST), 1 + (settings.delete() ? 1 : 0) + (writes ? 1 : 0));
  }

  private void lookAgain() {
    progress.enter(Phase.VERIFYING);
    comparisons.untilInOrder(this::secondLook, () -> {});
  }

  private boolean secondLook() {
    SecondLook second =
        new SecondLook(source, destination, settings.delete(), pass.planned(), pass.failures());
    ComparisonResult last = comparisons.look(settings.by(), second::found);
    draft.verdict(Verdict.of(last, second.failures(), settings.delete()), second.failures());
    return true;
  }
}
