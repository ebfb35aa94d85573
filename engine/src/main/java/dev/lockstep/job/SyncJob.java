package dev.lockstep.job;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.Comparison;
import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.compare.Difference;
import dev.lockstep.compare.DifferenceListener;
import dev.lockstep.copy.ObjectCopier;
import dev.lockstep.endpoint.RetryPolicy;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.job.SyncReport.Amount;
import dev.lockstep.job.SyncReport.Listed;
import dev.lockstep.job.SyncReport.Refusal;
import dev.lockstep.job.SyncReport.RunFailure;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.ListingDisorder;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.plan.Action;
import dev.lockstep.plan.DeleteFirewall;
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
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

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
  private final RandomGenerator random;
  private final Stopwatch watch = new Stopwatch();
  private final RequestForecast forecast;
  private final FailureLog failures = new FailureLog();
  private final AtomicLong plannedObjects = new AtomicLong();
  private final AtomicLong plannedBytes = new AtomicLong();
  private final AtomicLong begun = new AtomicLong();
  private final Set<ObjectKey> canaries = ConcurrentHashMap.newKeySet();
  private @Nullable Refusal refusal;
  private long plannedDeletions;
  private long deleted;

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
    this.forecast = new RequestForecast(destination.store().sharesDataWith(source.store()));
  }

  public SyncReport run() {
    SyncReportBuilder report = new SyncReportBuilder(source, destination, settings.dryRun());
    try (DeleteSpool spool = new DeleteSpool()) {
      runOrRefuse(report, spool);
    } catch (StoreException e) {
      report.failure(
          new RunFailure(e.failure().detail().code(), String.valueOf(e.getMessage()), true));
    } catch (ListingDisorder e) {
      report.failure(new RunFailure("ListingDisorder", String.valueOf(e.getMessage()), false));
    } catch (UncheckedIOException e) {
      report.failure(new RunFailure("LocalFile", String.valueOf(e.getMessage()), false));
    }
    return finish(report);
  }

  private void runOrRefuse(SyncReportBuilder report, DeleteSpool spool) {
    if (overlaps()) {
      report.failure(
          new RunFailure(
              "Overlap",
              source
                  + " and "
                  + destination
                  + " lie within one another, so that a run would read what it writes; choose other prefixes",
              false));
    } else {
      copyAndDelete(report, spool);
    }
  }

  /// Two names may mean one place. Where one prefix lies within the other, that is tried out; a dry
  /// run, which writes nothing, goes by the endpoints alone.
  private boolean overlaps() {
    boolean nested =
        source.bucket().equals(destination.bucket())
            && new PrefixMapping(source.prefix(), destination.prefix()).overlaps();
    if (!nested || destination.store().sharesDataWith(source.store())) {
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

  private void copyAndDelete(SyncReportBuilder report, DeleteSpool spool) {
    if (settings.delete() && !settings.dryRun() && refusedBeforehand(report)) {
      return;
    }
    ComparisonResult first;
    try (CopyStage stage = newStage()) {
      report.stage(stage);
      first = compare(difference -> plan(difference, stage, spool));
      report.first(first);
      progress.enter(Phase.COPYING);
    }
    delete(first, spool);
    if (!settings.dryRun() && begun.get() + deleted > 0) {
      verify(report);
    } else {
      report.verdict(first, failures, settings.delete());
    }
  }

  /// Deletions are judged before the first write: copies would make the destination larger, and
  /// what was too large a share of it would be a small one in the next run. Keys and sizes are
  /// enough to count what would go.
  private boolean refusedBeforehand(SyncReportBuilder report) {
    ComparisonResult asItIs = compare(CompareBy.SIZE, difference -> {});
    refusal = refusal(asItIs, asItIs.onlyInDestination(), 0, false);
    if (refusal == null) {
      return false;
    }
    plannedDeletions = asItIs.onlyInDestination();
    report.first(asItIs);
    report.verdict(asItIs, failures, true);
    return true;
  }

  private @Nullable Refusal refusal(
      ComparisonResult before, long deletions, long failedCopies, boolean limited) {
    DeleteFirewall.Case run =
        new DeleteFirewall.Case(
            deletions,
            before.selectedInSource(),
            before.selectedInDestination(),
            failedCopies,
            limited);
    return new DeleteFirewall(settings.maxDelete())
        .refusal(run)
        .map(why -> new Refusal(why.reason(), why.forSafety()))
        .orElse(null);
  }

  private CopyStage newStage() {
    RetryPolicy retries = RetryPolicy.standard(random);
    int parts = Math.max(4, settings.concurrency() / 4);
    ObjectCopier copier =
        new ObjectCopier(
            source.store(),
            destination.store(),
            settings.copy(),
            retries,
            settings.concurrency(),
            parts,
            progress);
    KeyAudit keys =
        new KeyAudit(destination.store(), destination.bucket(), destination.prefix(), random);
    return new CopyStage(
        source,
        destination,
        copier,
        settings.copy(),
        keys,
        settings.concurrency(),
        progress,
        failures);
  }

  private ComparisonResult compare(DifferenceListener listener) {
    return compare(settings.by(), listener);
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
    if (entry == null) {
      return;
    }
    boolean within = begun.incrementAndGet() <= settings.limit();
    if (settings.dryRun() && !within) {
      return;
    }
    plannedObjects.incrementAndGet();
    plannedBytes.addAndGet(entry.size());
    if (settings.dryRun()) {
      forecast.copy(entry);
    } else if (within) {
      if (settings.limit() < Long.MAX_VALUE) {
        canaries.add(difference.key());
      }
      progress.planned(entry.size());
      stage.submit(difference);
    }
  }

  private void delete(ComparisonResult first, DeleteSpool spool) {
    boolean limited = plannedObjects.get() > settings.limit();
    plannedDeletions = spool.count();
    refusal = refusal(first, spool.count(), failures.unwrittenCount(), limited);
    if (refusal == null && !settings.dryRun() && spool.count() > 0) {
      progress.enter(Phase.DELETING);
      DeleteStage stage = new DeleteStage(destination, progress, failures);
      try {
        stage.run(spool);
      } finally {
        deleted = stage.deleted();
      }
    }
    if (settings.dryRun()) {
      forecast.delete(refusal == null ? spool.count() : 0);
      forecast.verify(requests.count(RequestKind.LIST));
    }
  }

  /// The second look: what differs now is not in step, whatever the answers to the writes said.
  private void verify(SyncReportBuilder report) {
    progress.enter(Phase.VERIFYING);
    report.incomplete();
    FailureLog second = failures.forSecondLook();
    ComparisonResult result = compare(difference -> stillDifferent(difference, second));
    report.verdict(result, second, settings.delete());
  }

  private void stillDifferent(Difference difference, FailureLog second) {
    if (difference.side() == Difference.Side.DESTINATION && !settings.delete()) {
      return;
    }
    ObjectFailure known = failures.unwritten(difference.key());
    boolean neverBegun =
        known == null
            && difference.side() != Difference.Side.DESTINATION
            && plannedObjects.get() > settings.limit()
            && !canaries.contains(difference.key());
    if (neverBegun) {
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

  private SyncReport finish(SyncReportBuilder report) {
    return report.build(
        new Amount(plannedObjects.get(), plannedBytes.get()),
        plannedDeletions,
        deleted,
        refusal,
        failures,
        forecast.requests(),
        requests.snapshot(),
        watch);
  }

  /// What was listed on both sides, of a comparison.
  static Listed listed(ComparisonResult result) {
    return new Listed(result.listedInSource(), result.listedInDestination());
  }
}
