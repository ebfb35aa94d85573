package dev.lockstep.job;

import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.job.SyncReport.Amount;
import dev.lockstep.job.SyncReport.Listed;
import dev.lockstep.job.SyncReport.Refusal;
import dev.lockstep.job.SyncReport.RunFailure;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.telemetry.RequestKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gathers what a [SyncReport] says while the run goes on. One thread.
final class SyncReportBuilder {
  private static final int FAILURES_SHOWN = 1000;
  private static final double BUSY = 0.8;

  private final BucketScope source;
  private final BucketScope destination;
  private final boolean dryRun;
  private @Nullable CopyStage stage;
  private @Nullable ComparisonResult first;
  private @Nullable ComparisonResult last;
  private @Nullable FailureLog lastFailures;
  private @Nullable RunFailure failure;
  private boolean deletes;

  SyncReportBuilder(BucketScope source, BucketScope destination, boolean dryRun) {
    this.source = source;
    this.destination = destination;
    this.dryRun = dryRun;
  }

  void stage(CopyStage copying) {
    stage = copying;
  }

  void first(ComparisonResult result) {
    first = result;
    last = result;
  }

  /// What was found at the beginning holds no longer: until [#verdict] the run is not complete.
  void incomplete() {
    last = null;
  }

  /// The comparison that decides.
  ///
  /// @param extrasCount whether what only the destination has counts as not in step
  void verdict(ComparisonResult result, FailureLog failures, boolean extrasCount) {
    last = result;
    lastFailures = failures;
    deletes = extrasCount;
  }

  void failure(RunFailure why) {
    failure = why;
  }

  SyncReport build(
      Amount planned,
      long plannedDeletions,
      long deleted,
      @Nullable Refusal refusal,
      FailureLog failures,
      Map<RequestKind, Long> forecast,
      Map<RequestKind, Long> requests,
      Stopwatch watch) {
    FailureLog told = lastFailures == null ? failures : lastFailures;
    boolean complete = last != null && failure == null;
    boolean inSync =
        complete
            && last != null
            && told.count() == 0
            && last.sourceArrived()
            && (!deletes || last.onlyInDestination() == 0);
    Amount copied = stage == null ? new Amount(0, 0) : stage.copied();
    List<ObjectFailure> all = told.all();
    long gone = stage == null ? 0 : stage.gone();
    return new SyncReport(
        source.toString(),
        destination.toString(),
        dryRun,
        complete,
        inSync,
        first == null ? new Listed(0, 0) : SyncJob.listed(first),
        last == null ? 0 : last.onlyInDestination(),
        planned,
        copied,
        plannedDeletions,
        deleted,
        first == null ? 0 : first.same(),
        Math.max(0, planned.objects() - copied.objects() - failures.unwrittenCount() - gone)
            + plannedDeletions
            - deleted,
        told.count(),
        all.subList(0, Math.min(FAILURES_SHOWN, all.size())),
        stage == null ? Map.of() : stage.evidence(),
        stage == null ? 0 : stage.notKept(),
        stage == null ? List.of() : stage.notes(),
        refusal,
        failure,
        forecast,
        requests,
        watch.elapsed(),
        limitedBy(watch));
  }

  /// What a run waited for most: nothing that a user can turn is named unless turning it may help.
  private String limitedBy(Stopwatch watch) {
    if (watch.processorShare() >= BUSY) {
      return "our processor";
    }
    return stage != null && stage.wasFull()
        ? "the stores' answers to as many objects at once as --concurrency allows"
        : "the stores' listings";
  }
}
