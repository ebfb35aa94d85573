package dev.lockstep.job;

import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.compare.SortedSide;
import dev.lockstep.job.SyncReport.Amount;
import dev.lockstep.job.SyncReport.Copies;
import dev.lockstep.job.SyncReport.Deletions;
import dev.lockstep.job.SyncReport.Effort;
import dev.lockstep.job.SyncReport.Failures;
import dev.lockstep.job.SyncReport.Histories;
import dev.lockstep.job.SyncReport.Listed;
import dev.lockstep.job.SyncReport.Verdict;
import dev.lockstep.listing.BucketScope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a run while it goes on, to be told at its end. One thread.
final class ReportDraft {
  private @Nullable ComparisonResult found;
  private Deletions deletions = Deletions.NONE;
  private Verdict verdict = Verdict.UNKNOWN;
  private @Nullable FailureLog atTheEnd;
  private @Nullable RunFailure failure;
  private @Nullable Histories histories;

  /// What the two sides were like before anything was written.
  void found(ComparisonResult result) {
    found = result;
  }

  /// What is known of version histories, in a run that brings them over.
  void histories(Histories now) {
    histories = now;
  }

  void deletions(Deletions now) {
    deletions = now;
  }

  Deletions deletions() {
    return deletions;
  }

  /// @param known all that is not in step
  void verdict(Verdict now, FailureLog known) {
    verdict = now;
    atTheEnd = known;
  }

  void failed(RunFailure why) {
    failure = why;
  }

  boolean hasFailed() {
    return failure != null;
  }

  /// @param pass the last
  /// @param dealtWith how much of what was planned needs no more work, or failed
  SyncReport report(
      BucketScope source,
      BucketScope destination,
      boolean dryRun,
      Pass pass,
      Copies copies,
      long dealtWith,
      List<SortedSide> sorted,
      Effort effort) {
    Amount work = dryRun ? pass.planned().admitted() : pass.planned().found();
    long undone = work.objects() - dealtWith;
    return new SyncReport(
        source.toString(),
        destination.toString(),
        dryRun,
        failure == null ? verdict : Verdict.UNKNOWN,
        histories == null ? Listed.of(found) : histories.listed(),
        histories == null ? (found == null ? 0 : found.same()) : histories.matched(),
        work,
        copies,
        deletions,
        Math.max(0, undone) + deletions.planned() - deletions.deleted(),
        Failures.of(atTheEnd == null ? pass.failures() : atTheEnd),
        failure,
        sorted,
        pass.forecast().requests(),
        effort,
        histories);
  }
}
