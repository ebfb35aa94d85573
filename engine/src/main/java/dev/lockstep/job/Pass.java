package dev.lockstep.job;

import dev.lockstep.copy.CopySettings;
import dev.lockstep.endpoint.StoreLimits;
import dev.lockstep.job.SyncReport.Amount;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.plan.DeleteSpool;
import dev.lockstep.plan.RequestForecast;

/// What looking at both sides leads to: what is to be copied and deleted, which requests that would
/// take, and what failed. When what was seen turns out not to be so, another pass takes its place.
///
/// @param planned what is to be copied
/// @param failures of the copies and deletions
/// @param forecast of a dry run
/// @param deletes what is to be deleted in the end
record Pass(PlannedWork planned, FailureLog failures, RequestForecast forecast, DeleteSpool deletes)
    implements AutoCloseable {

  static Pass first(BucketScope source, BucketScope destination, SyncSettings settings) {
    CopySettings copy = settings.copy();
    StoreLimits limits = destination.store().limits();
    boolean withinStore = destination.store().canCopyFrom(source.store());
    return new Pass(
        new PlannedWork(settings.limit()),
        new FailureLog(),
        new RequestForecast(copy, limits, withinStore),
        new DeleteSpool());
  }

  /// The next, which keeps of this one what has been written and nothing else: no deletion, and no
  /// failure but of what arrived incomplete, as what was thought to be missing at the destination
  /// may have been there.
  Pass anew(Amount written) {
    return anew(planned.anew(written));
  }

  /// The next, with other work.
  Pass anew(PlannedWork work) {
    return new Pass(work, failures.incompleteAlone(), forecast.anew(), new DeleteSpool());
  }

  @Override
  public void close() {
    deletes.close();
  }
}
