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
import dev.lockstep.endpoint.RetryingStore;
import dev.lockstep.job.SyncReport.Amount;
import dev.lockstep.job.SyncReport.Copies;
import dev.lockstep.job.SyncReport.Deletions;
import dev.lockstep.job.SyncReport.Failures;
import dev.lockstep.job.SyncReport.Listed;
import dev.lockstep.job.SyncReport.Verdict;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.journal.Unfinished;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.plan.Action;
import dev.lockstep.plan.DeleteFirewall;
import dev.lockstep.plan.DeleteFirewall.Refusal;
import dev.lockstep.plan.DeleteSpool;
import dev.lockstep.plan.Demands;
import dev.lockstep.plan.RequestForecast;
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
  private final RequestCounts requests;
  private final Progress progress;
  private final DifferenceListener rows;
  private final RetryPolicy retries;

  private final Stopwatch watch = new Stopwatch();
  private final PlannedWork planned;
  private final CopyTally tally = new CopyTally();
  private final TrialNames names;
  private final Comparisons comparisons;
  private final Preflight preflight;
  private final OpenUploads uploads;
  private final Leftovers leftovers;
  private final Unfinished before;
  private final DoneSpans done;

  private FailureLog failures = new FailureLog();
  private RequestForecast forecast;
  private @Nullable ComparisonResult first;
  private Deletions deletions = Deletions.NONE;
  private Verdict verdict = Verdict.UNKNOWN;
  private FailureLog atTheEnd = failures;
  private long admittedBefore;
  private boolean copiersWereFull;
  private volatile boolean stopped;
  private volatile @Nullable CopyStage copying;
  private @Nullable RunFailure failure;

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
    this.retries = retries;
    this.planned = new PlannedWork(settings.limit());
    this.uploads = new OpenUploads(destination.store(), notes, clock, notes.before().uploads());
    this.before = notes.before();
    this.leftovers = new Leftovers(destination, notes, uploads, tally);
    this.done = new DoneSpans(notes::done);
    this.names = new TrialNames(retries.random(), notes::trialsNamed);
    this.comparisons = new Comparisons(source, destination, settings, progress, this::endIfStopped);
    boolean withinStore = destination.store().canCopyFrom(source.store());
    this.preflight =
        new Preflight(Demands.of(settings.copy(), withinStore), () -> destinationCan.apply(names));
    this.forecast = nothingForecast(source, destination, settings);
  }

  private static RequestForecast nothingForecast(
      BucketScope source, BucketScope destination, SyncSettings settings) {
    return new RequestForecast(
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
    if (Overlap.of(source, destination, !settings.dryRun(), names)) {
      failure =
          RunFailure.unsafe(
              "Overlap",
              source
                  + " and "
                  + destination
                  + " lie within one another, so that a run would read what it writes; choose other prefixes");
      return;
    }
    leftovers.removeThoseOfBefore();
    try (DeleteSpool spool = new DeleteSpool()) {
      if (settings.delete() && !settings.dryRun() && deletionsRefusedBeforehand()) {
        return;
      }
      goOnWhereTheLastRunStopped();
      ComparisonResult found =
          comparisons.untilInOrder(
              () -> copyWhatDiffers(List.of(KeySpan.EVERYTHING), spool), () -> beginAnew(spool));
      delete(found, spool);
      leftovers.abortUploads();
      boolean wrote =
          planned.admitted().objects() > admittedBefore
              || deletions.deleted() > 0
              || !found.sourceArrived()
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
    leftovers.forgetIfNone();
  }

  /// What a run before has not come to is done first; then everything is looked at, as ever, since
  /// what it has done may have changed. Deletions need both listings whole.
  private void goOnWhereTheLastRunStopped() {
    List<KeySpan> left = before.notDone();
    if (!settings.delete() && !left.isEmpty() && !left.equals(List.of(KeySpan.EVERYTHING))) {
      try (DeleteSpool none = new DeleteSpool()) {
        comparisons.untilInOrder(() -> copySpans(left, none), () -> beginAnew(none));
      }
    }
  }

  /// Where a side has to be sorted, spans of it are not worth it: everything is looked at anyway.
  private boolean copySpans(List<KeySpan> spans, DeleteSpool spool) {
    boolean inOrder = comparisons.sorted().isEmpty();
    if (inOrder) {
      copyWhatDiffers(spans, spool);
    }
    return inOrder;
  }

  /// A listing out of order has shown things that are not so. Of what was found by it nothing is
  /// kept but what has been written: no deletion, and no failure, as what was thought to be missing
  /// at the destination may have been there.
  private void beginAnew(DeleteSpool spool) {
    spool.clear();
    planned.beginAnew(tally.done());
    forecast = nothingForecast(source, destination, settings);
    failures = failures.forSecondLook();
    atTheEnd = failures;
    rows.begunAnew();
  }

  /// Deletions are judged before the first write: copies would make the destination larger, and
  /// what was too large a share of it would be a small one in the next run. Keys and sizes are
  /// enough to count what would go.
  private boolean deletionsRefusedBeforehand() {
    ComparisonResult asItIs =
        comparisons.untilInOrder(
            () -> comparisons.look(CompareBy.SIZE, difference -> {}), () -> {});
    Optional<Refusal> refusal = refusal(asItIs, asItIs.onlyInDestination());
    refusal.ifPresent(why -> {
      first = asItIs;
      deletions = new Deletions(asItIs.onlyInDestination(), 0, why);
      verdict = Verdict.of(asItIs, failures, true);
    });
    return refusal.isPresent();
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
    try {
      return copyNow(spans, spool);
    } catch (Preflight.LossPossible e) {
      beginAnew(spool);
      endIfMuchIsLost();
      return copyNow(spans, spool);
    }
  }

  /// What must arrive and would not, as far as it is known, is counted before the first write.
  private void endIfMuchIsLost() {
    LossSurvey survey = new LossSurvey(source, destination, settings, preflight);
    try (survey) {
      first = comparisons.look(settings.by(), survey::look);
    }
    survey.endIfFound();
    preflight.clear();
    planned.choose(survey.planned());
  }

  private ComparisonResult copyNow(List<KeySpan> spans, DeleteSpool spool) {
    admittedBefore = planned.admitted().objects();
    CopyStage stage = newStage();
    copying = stage;
    if (stopped) {
      stage.stop();
    }
    ComparisonResult found;
    try (stage) {
      found = comparisons.run(spans, settings.by(), new Planning(stage, spool));
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
      if (difference.side() == Side.DESTINATION && names.isOurs(difference.key())) {
        return;
      }
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
      preflight.beforeACopy();
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
            preflight::destinationCan,
            names);
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

  private void delete(ComparisonResult before, DeleteSpool spool) {
    Refusal refusal = refusal(before, spool.count()).orElse(null);
    deletions = new Deletions(spool.count(), 0, refusal);
    if (refusal == null && !settings.dryRun() && spool.count() > 0) {
      progress.enter(Phase.DELETING);
      DeleteStage stage =
          new DeleteStage(
              source, destination, settings.concurrency(), progress, failures, this::endIfStopped);
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
    verdict = comparisons.untilInOrder(this::secondLook, () -> {});
  }

  private Verdict secondLook() {
    SecondLook second = new SecondLook(source, destination, settings.delete(), planned, failures);
    ComparisonResult last = comparisons.look(settings.by(), second::found);
    atTheEnd = second.failures();
    return Verdict.of(last, atTheEnd, settings.delete());
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
        comparisons.sorted(),
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
