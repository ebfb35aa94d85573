package dev.lockstep.job;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.Comparison;
import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.compare.Difference;
import dev.lockstep.compare.DifferenceListener;
import dev.lockstep.copy.LostUploads;
import dev.lockstep.copy.ObjectCopier;
import dev.lockstep.copy.OpenUploads;
import dev.lockstep.copy.StoppedException;
import dev.lockstep.endpoint.RetryPolicy;
import dev.lockstep.endpoint.RetryingStore;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.job.SyncReport.Amount;
import dev.lockstep.job.SyncReport.Copies;
import dev.lockstep.job.SyncReport.Deletions;
import dev.lockstep.job.SyncReport.Failures;
import dev.lockstep.job.SyncReport.Listed;
import dev.lockstep.job.SyncReport.Verdict;
import dev.lockstep.journal.JournalRecord;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.plan.Action;
import dev.lockstep.plan.DeleteFirewall;
import dev.lockstep.plan.DeleteFirewall.Refusal;
import dev.lockstep.plan.DeleteSpool;
import dev.lockstep.plan.RequestForecast;
import dev.lockstep.plan.SyncPlanner;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.Progress.Phase;
import dev.lockstep.telemetry.RequestCounts;
import dev.lockstep.telemetry.RequestKind;
import dev.lockstep.verify.KeyAudit;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes a destination hold what a source holds: lists both, compares, copies what differs while it
/// goes on comparing, deletes last and only what may be, and compares once more for the verdict.
///
/// Run once. Whatever happens to single objects ends in the report; only a caller's mistake is
/// thrown.
public final class SyncJob {
  private static final double BUSY = 0.8;

  private final BucketScope source;
  private final BucketScope destination;
  private final SyncSettings settings;
  private final RunNotes notes;
  private final RequestCounts requests;
  private final Progress progress;
  private final DifferenceListener rows;
  private final RetryPolicy retries;

  private final Stopwatch watch = new Stopwatch();
  private final PlannedWork planned;
  private final CopyTally tally = new CopyTally();
  private final FailureLog failures = new FailureLog();
  private final RequestForecast forecast;
  private final OpenUploads uploads;
  private final DoneSpans done;

  private @Nullable ComparisonResult first;
  private Deletions deletions = Deletions.NONE;
  private Verdict verdict = Verdict.UNKNOWN;
  private FailureLog atTheEnd = failures;
  private boolean copiersWereFull;
  private volatile boolean stopped;
  private volatile @Nullable CopyStage copying;
  private @Nullable RunFailure failure;

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
    this.source = source;
    this.destination = destination;
    this.settings = settings;
    this.notes = notes;
    this.requests = requests;
    this.progress = progress;
    this.rows = rows;
    this.retries = retries;
    this.planned = new PlannedWork(settings.limit());
    this.uploads = new OpenUploads(destination.store(), notes, clock, notes.before().uploads());
    this.done = new DoneSpans(notes::done);
    this.forecast =
        new RequestForecast(
            settings.copy(),
            destination.store().limits(),
            destination.store().canCopyFrom(source.store()));
  }

  public SyncReport run() {
    RunFailure.orTell(this::keepInStep, why -> failure = why);
    if (failure != null) {
      // What ended it early says more than that this could not be written down.
      RunFailure.orTell(done::tell, _ -> {});
    }
    return report();
  }

  /// Ends the run early: what is under way is finished, parts of large objects excepted, and the
  /// next run goes on. Any thread may call, at any time.
  public void stop() {
    stopped = true;
    CopyStage stage = copying;
    if (stage != null) {
      stage.stop();
    }
  }

  private void keepInStep() {
    if (Overlap.of(source, destination, !settings.dryRun(), retries.random())) {
      failure =
          RunFailure.unsafe(
              "Overlap",
              source
                  + " and "
                  + destination
                  + " lie within one another, so that a run would read what it writes; choose other prefixes");
      return;
    }
    endLostUploads();
    try (DeleteSpool spool = new DeleteSpool()) {
      if (settings.delete() && !settings.dryRun() && deletionsRefusedBeforehand()) {
        return;
      }
      failure = lossFound();
      if (failure != null) {
        return;
      }
      goOnWhereTheLastRunStopped();
      long admittedBefore = planned.admitted().objects();
      ComparisonResult found = copyWhatDiffers(List.of(KeySpan.EVERYTHING), spool);
      delete(found, spool);
      endUploads();
      boolean wrote =
          planned.admitted().objects() > admittedBefore
              || deletions.deleted() > 0
              || failures.unwrittenCount() > 0;
      if (settings.dryRun()) {
        forecast(spool);
      }
      if (wrote && !settings.dryRun()) {
        lookAgain();
      } else {
        verdict = Verdict.of(found, failures, settings.delete());
      }
    }
    if (uploads.areNone()) {
      notes.nothingLeft();
    }
  }

  /// What a run before has not come to is done first; then everything is looked at, as ever, since
  /// what it has done may have changed. Deletions need both listings whole.
  private void goOnWhereTheLastRunStopped() {
    List<KeySpan> left = notes.before().notDone();
    if (!settings.delete() && !left.isEmpty() && !left.equals(List.of(KeySpan.EVERYTHING))) {
      try (DeleteSpool none = new DeleteSpool()) {
        copyWhatDiffers(left, none);
      }
    }
  }

  /// A run that was killed may have created uploads of which it never heard.
  private void endLostUploads() {
    LostUploads lost = new LostUploads(destination.store());
    for (JournalRecord.UploadIntended intended : notes.before().intended()) {
      lost.abort(intended.target(), intended.at(), notes.before().uploads());
      notes.neverBegan(intended.target());
    }
  }

  /// Nobody will go on with what is open now. If it can't be taken away, the next run may.
  private void endUploads() {
    try {
      uploads.abortAll();
    } catch (StoreException e) {
      int left = uploads.all().size();
      tally.leftBehind(
          left
              + (left == 1 ? " unfinished upload" : " unfinished uploads")
              + " could not be removed; 'lockstep uploads abort' tries again: "
              + e.getMessage());
    }
  }

  /// Deletions are judged before the first write: copies would make the destination larger, and
  /// what was too large a share of it would be a small one in the next run. Keys and sizes are
  /// enough to count what would go.
  private boolean deletionsRefusedBeforehand() {
    ComparisonResult asItIs = look(CompareBy.SIZE, difference -> {});
    Optional<Refusal> refusal = refusal(asItIs, asItIs.onlyInDestination());
    refusal.ifPresent(why -> {
      first = asItIs;
      deletions = new Deletions(asItIs.onlyInDestination(), 0, why);
      verdict = Verdict.of(asItIs, failures, true);
    });
    return refusal.isPresent();
  }

  /// What must arrive and would not, as far as it is known, is counted before the first write.
  private @Nullable RunFailure lossFound() {
    LossSurvey survey = new LossSurvey(source, destination, settings);
    ComparisonResult asItIs;
    try (survey) {
      if (!survey.isNeeded()) {
        return null;
      }
      asItIs = look(settings.by(), survey::look);
    }
    planned.choose(survey.planned());
    Optional<RunFailure> refusal = survey.refusal();
    refusal.ifPresent(_ -> first = asItIs);
    return refusal.orElse(null);
  }

  private Optional<Refusal> refusal(ComparisonResult before, long count) {
    DeleteFirewall.Case run =
        new DeleteFirewall.Case(
            count,
            before.selectedInSource(),
            before.selectedInDestination(),
            failures.unwrittenCount(),
            planned.isLimited());
    return new DeleteFirewall(settings.maxDelete()).refusal(run);
  }

  private ComparisonResult copyWhatDiffers(List<KeySpan> spans, DeleteSpool spool) {
    CopyStage stage = newStage();
    copying = stage;
    if (stopped) {
      stage.stop();
    }
    ComparisonResult found;
    try (stage) {
      found = newComparison(settings.by(), new Planning(stage, spool)).run(spans);
      first = found;
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
    private final CopyStage stage;
    private final DeleteSpool spool;

    Planning(CopyStage stage, DeleteSpool spool) {
      this.stage = stage;
      this.spool = spool;
    }

    @Override
    public void found(Difference difference) {
      rows.found(difference);
      switch (planner.plan(difference)) {
        case Action.Copy copy -> copy(copy.difference());
        case Action.Delete delete -> spool.add(delete.difference().key());
        case Action.Leave _ -> {}
      }
    }

    private void copy(Difference difference) {
      ObjectEntry entry = difference.source();
      if (entry == null
          || failures.unwritten(difference.key()) != null
          || !planned.admit(difference, entry)) {
        return;
      }
      if (settings.dryRun()) {
        forecast.copy(entry);
      } else {
        progress.planned(entry.size());
        stage.submit(difference);
      }
    }

    @Override
    public void compared(KeySpan span) {
      endIfStopped();
      if (!planned.isLimited()) {
        done.compared(span);
      }
    }
  }

  private void endIfStopped() {
    if (stopped) {
      throw new StoppedException();
    }
  }

  private CopyStage newStage() {
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
            settings.destinationCan(),
            retries.random());
    return new CopyStage(
        source,
        destination,
        new CheckedCopy(destination.store(), copier, settings.copy(), keys),
        settings.concurrency(),
        tally,
        failures,
        done,
        progress);
  }

  private Comparison newComparison(CompareBy by, DifferenceListener listener) {
    return new Comparison(
        source,
        destination,
        settings.selection(),
        by,
        settings.listConcurrency(),
        listener,
        progress);
  }

  /// Compares without doing anything about it.
  private ComparisonResult look(CompareBy by, Consumer<Difference> found) {
    DifferenceListener listener =
        new DifferenceListener() {
          @Override
          public void found(Difference difference) {
            found.accept(difference);
          }

          @Override
          public void compared(KeySpan span) {
            endIfStopped();
          }
        };
    return newComparison(by, listener).run();
  }

  private void delete(ComparisonResult before, DeleteSpool spool) {
    Refusal refusal = refusal(before, spool.count()).orElse(null);
    deletions = new Deletions(spool.count(), 0, refusal);
    if (refusal == null && !settings.dryRun() && spool.count() > 0) {
      progress.enter(Phase.DELETING);
      DeleteStage stage = new DeleteStage(destination, progress, failures, this::endIfStopped);
      try {
        stage.run(spool);
      } finally {
        deletions = new Deletions(spool.count(), stage.deleted(), null);
      }
    }
  }

  private void forecast(DeleteSpool spool) {
    boolean deletes = spool.count() > 0 && deletions.refusal() == null;
    forecast.delete(deletes ? spool.count() : 0);
    boolean writes = deletes || planned.admitted().objects() > 0;
    forecast.listings(
        requests.count(RequestKind.LIST), 1 + (settings.delete() ? 1 : 0) + (writes ? 1 : 0));
  }

  private void lookAgain() {
    progress.enter(Phase.VERIFYING);
    SecondLook second = new SecondLook(source, destination, settings.delete(), planned, failures);
    ComparisonResult last = look(settings.by(), second::found);
    atTheEnd = second.failures();
    verdict = Verdict.of(last, atTheEnd, settings.delete());
  }

  private SyncReport report() {
    Copies copies = tally.copies();
    Amount work = settings.dryRun() ? planned.admitted() : planned.found();
    long undone =
        work.objects() - copies.written().objects() - copies.gone() - failures.unwrittenCount();
    return new SyncReport(
        source.toString(),
        destination.toString(),
        settings.dryRun(),
        failure == null ? verdict : Verdict.UNKNOWN,
        Listed.of(first),
        first == null ? 0 : first.same(),
        work,
        copies,
        deletions,
        Math.max(0, undone) + deletions.planned() - deletions.deleted(),
        Failures.of(atTheEnd),
        failure,
        forecast.requests(),
        requests.snapshot(),
        watch.elapsed(),
        limitedBy());
  }

  /// What a run waited for most: nothing that a user can turn is named unless turning it may help.
  private String limitedBy() {
    for (BucketScope side : List.of(source, destination)) {
      String limit =
          side.store() instanceof RetryingStore store ? store.limitedBy(watch.elapsed()) : null;
      if (limit != null) {
        return limit;
      }
    }
    if (watch.processorShare() >= BUSY) {
      return "our processor";
    }
    return copiersWereFull
        ? "the stores' answers to as many objects at once as --concurrency allows"
        : "the stores' listings";
  }
}
