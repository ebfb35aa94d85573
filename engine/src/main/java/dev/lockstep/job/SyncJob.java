package dev.lockstep.job;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.Comparison;
import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.compare.Difference;
import dev.lockstep.compare.DifferenceListener;
import dev.lockstep.copy.ObjectCopier;
import dev.lockstep.endpoint.RetryPolicy;
import dev.lockstep.job.SyncReport.Amount;
import dev.lockstep.job.SyncReport.Copies;
import dev.lockstep.job.SyncReport.Deletions;
import dev.lockstep.job.SyncReport.Failures;
import dev.lockstep.job.SyncReport.Listed;
import dev.lockstep.job.SyncReport.Verdict;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.plan.Action;
import dev.lockstep.plan.DeleteFirewall;
import dev.lockstep.plan.DeleteFirewall.Refusal;
import dev.lockstep.plan.DeleteSpool;
import dev.lockstep.plan.RequestForecast;
import dev.lockstep.plan.SyncPlanner;
import dev.lockstep.selection.PrefixMapping;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.Progress.Phase;
import dev.lockstep.telemetry.RequestCounts;
import dev.lockstep.telemetry.RequestKind;
import dev.lockstep.verify.KeyAudit;
import dev.lockstep.verify.SamePlace;
import java.util.Optional;
import java.util.random.RandomGenerator;
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
  private final RandomGenerator random;

  private final Stopwatch watch = new Stopwatch();
  private final PlannedWork planned;
  private final CopyTally tally = new CopyTally();
  private final FailureLog failures = new FailureLog();
  private final RequestForecast forecast;

  private @Nullable ComparisonResult first;
  private Deletions deletions = Deletions.NONE;
  private Verdict verdict = Verdict.UNKNOWN;
  private FailureLog atTheEnd = failures;
  private boolean copiersWereFull;
  private @Nullable RunFailure failure;

  /// @param requests counts the requests of both stores
  /// @param rows hears of every difference found at the beginning, before anything is done about it
  /// @param random for the pauses between attempts and the names of trial objects; safe for several
  ///   threads
  public SyncJob(
      BucketScope source,
      BucketScope destination,
      SyncSettings settings,
      RequestCounts requests,
      Progress progress,
      DifferenceListener rows,
      RandomGenerator random) {
    this.source = source;
    this.destination = destination;
    this.settings = settings;
    this.requests = requests;
    this.progress = progress;
    this.rows = rows;
    this.random = random;
    this.planned = new PlannedWork(settings.limit());
    this.forecast =
        new RequestForecast(
            settings.copy(),
            destination.store().limits(),
            destination.store().canCopyFrom(source.store()));
  }

  public SyncReport run() {
    RunFailure.orTell(this::keepInStep, why -> failure = why);
    return report();
  }

  private void keepInStep() {
    if (overlaps()) {
      failure =
          RunFailure.unsafe(
              "Overlap",
              source
                  + " and "
                  + destination
                  + " lie within one another, so that a run would read what it writes; choose other prefixes");
      return;
    }
    try (DeleteSpool spool = new DeleteSpool()) {
      if (settings.delete() && !settings.dryRun() && deletionsRefusedBeforehand()) {
        return;
      }
      ComparisonResult found = copyWhatDiffers(spool);
      delete(found, spool);
      if (settings.dryRun()) {
        forecast(spool);
      }
      if (wroteNothing()) {
        verdict = Verdict.of(found, failures, settings.delete());
      } else {
        lookAgain();
      }
    }
  }

  /// Two names may mean one place. Where one prefix lies within the other, that is tried out; a dry
  /// run, which writes nothing, goes by the endpoints alone.
  private boolean overlaps() {
    boolean nested =
        source.bucket().equals(destination.bucket())
            && new PrefixMapping(source.prefix(), destination.prefix()).overlaps();
    if (!nested || destination.store().canCopyFrom(source.store())) {
      return nested;
    }
    boolean sameNames = source.prefix().equals(destination.prefix());
    return !sameNames
        && !settings.dryRun()
        && SamePlace.is(
            destination.store(),
            source.store(),
            destination.bucket(),
            destination.prefix(),
            random);
  }

  /// Deletions are judged before the first write: copies would make the destination larger, and
  /// what was too large a share of it would be a small one in the next run. Keys and sizes are
  /// enough to count what would go.
  private boolean deletionsRefusedBeforehand() {
    ComparisonResult asItIs = compare(CompareBy.SIZE, difference -> {});
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

  private ComparisonResult copyWhatDiffers(DeleteSpool spool) {
    CopyStage stage = newStage();
    ComparisonResult found;
    try (stage) {
      found = compare(settings.by(), difference -> plan(difference, stage, spool));
      first = found;
      progress.enter(Phase.COPYING);
    } finally {
      copiersWereFull = stage.wasFull();
    }
    return found;
  }

  private CopyStage newStage() {
    int parts = Math.max(4, settings.concurrency() / 4);
    ObjectCopier copier =
        new ObjectCopier(
            source.store(),
            destination.store(),
            settings.copy(),
            RetryPolicy.standard(random),
            settings.concurrency(),
            parts,
            progress);
    KeyAudit keys =
        new KeyAudit(destination.store(), destination.bucket(), destination.prefix(), random);
    return new CopyStage(
        source,
        destination,
        new CheckedCopy(destination.store(), copier, settings.copy(), keys),
        settings.concurrency(),
        tally,
        failures,
        progress);
  }

  private ComparisonResult compare(CompareBy by, DifferenceListener listener) {
    return new Comparison(
            source,
            destination,
            settings.selection(),
            by,
            settings.listConcurrency(),
            listener,
            progress)
        .run();
  }

  private void plan(Difference difference, CopyStage stage, DeleteSpool spool) {
    rows.found(difference);
    switch (new SyncPlanner(settings.delete()).plan(difference)) {
      case Action.Copy copy -> planCopy(copy.difference(), stage);
      case Action.Delete delete -> spool.add(delete.difference().key());
      case Action.Leave _ -> {}
    }
  }

  private void planCopy(Difference difference, CopyStage stage) {
    ObjectEntry entry = difference.source();
    if (entry == null || !planned.admit(difference, entry)) {
      return;
    }
    if (settings.dryRun()) {
      forecast.copy(entry);
    } else {
      progress.planned(entry.size());
      stage.submit(difference);
    }
  }

  private void delete(ComparisonResult before, DeleteSpool spool) {
    Refusal refusal = refusal(before, spool.count()).orElse(null);
    deletions = new Deletions(spool.count(), 0, refusal);
    if (refusal == null && !settings.dryRun() && spool.count() > 0) {
      progress.enter(Phase.DELETING);
      DeleteStage stage = new DeleteStage(destination, progress, failures);
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

  private boolean wroteNothing() {
    return settings.dryRun() || planned.admitted().objects() + deletions.deleted() == 0;
  }

  /// The second look: what differs now is not in step, whatever the answers to the writes said.
  private void lookAgain() {
    progress.enter(Phase.VERIFYING);
    FailureLog second = failures.forSecondLook();
    ComparisonResult last =
        compare(settings.by(), difference -> stillDifferent(difference, second));
    atTheEnd = second;
    verdict = Verdict.of(last, second, settings.delete());
  }

  private void stillDifferent(Difference difference, FailureLog second) {
    boolean extra = difference.side() == Difference.Side.DESTINATION;
    if (extra && !settings.delete()) {
      return;
    }
    ObjectFailure known = failures.unwritten(difference.key());
    if (known == null && !extra && planned.isBeyondLimit(difference.key())) {
      return;
    }
    second.unwritten(difference.key(), known == null ? unexplained(difference) : known);
  }

  private ObjectFailure unexplained(Difference difference) {
    String there = destination.store().name() + ":" + destination.object(difference.key());
    String what =
        switch (difference.side()) {
          case SOURCE ->
              there
                  + " is not listed: it is new at the source, or the store answered that it was written and hides it or keeps it under another name";
          case DESTINATION -> there + " is not at the source";
          case BOTH ->
              there
                  + " differs from the source after the run ("
                  + difference.reason()
                  + "); if it changed meanwhile, run again";
        };
    return new ObjectFailure(source.prefix().then(difference.key()), null, "NotInStep", what);
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
    if (watch.processorShare() >= BUSY) {
      return "our processor";
    }
    return copiersWereFull
        ? "the stores' answers to as many objects at once as --concurrency allows"
        : "the stores' listings";
  }
}
