package dev.lockstep.job;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.Comparison;
import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.compare.DifferenceListener;
import dev.lockstep.compare.OutOfOrderSides;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.selection.Selection;
import dev.lockstep.sort.SortSpace;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.RequestCounts;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Says how two sides differ, and changes nothing. Run once.
///
/// @param listConcurrency how many key ranges are listed at once
/// @param asOf what the source is taken for: what it held then; null for what it holds now
/// @param rows hears of every difference
public record CompareJob(
    BucketScope source,
    BucketScope destination,
    Selection selection,
    CompareBy by,
    int listConcurrency,
    @Nullable Instant asOf,
    RequestCounts requests,
    Progress progress,
    DifferenceListener rows) {

  /// Of both sides as they are now.
  public CompareJob(
      BucketScope source,
      BucketScope destination,
      Selection selection,
      CompareBy by,
      int listConcurrency,
      RequestCounts requests,
      Progress progress,
      DifferenceListener rows) {
    this(source, destination, selection, by, listConcurrency, null, requests, progress, rows);
  }

  public CompareReport run() {
    Stopwatch watch = new Stopwatch();
    AtomicReference<@Nullable ComparisonResult> result = new AtomicReference<>();
    AtomicReference<@Nullable RunFailure> failure = new AtomicReference<>();
    OutOfOrderSides outOfOrder = new OutOfOrderSides(SortSpace.standard(), progress);
    RunFailure.orTell(
        () ->
            AsOf.refusal(source, asOf)
                .ifPresentOrElse(
                    failure::set,
                    () ->
                        result.set(
                            outOfOrder.untilInOrder(() -> compare(outOfOrder), rows::begunAnew))),
        failure::set);
    return new CompareReport(
        source.toString(),
        destination.toString(),
        result.get() != null,
        result.get(),
        failure.get(),
        outOfOrder.all(),
        requests.snapshot(),
        watch.elapsed());
  }

  private ComparisonResult compare(OutOfOrderSides outOfOrder) {
    return new Comparison(
            source,
            destination,
            selection,
            by,
            listConcurrency,
            rows,
            progress,
            AsOf.pages(asOf),
            outOfOrder)
        .run();
  }
}
