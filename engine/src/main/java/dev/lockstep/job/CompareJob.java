package dev.lockstep.job;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.Comparison;
import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.compare.DifferenceListener;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.job.SyncReport.RunFailure;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.ListingDisorder;
import dev.lockstep.selection.Selection;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.RequestCounts;
import java.io.UncheckedIOException;

/// Says how two sides differ, and changes nothing. Run once.
///
/// @param listConcurrency how many key ranges are listed at once
/// @param rows hears of every difference
public record CompareJob(
    BucketScope source,
    BucketScope destination,
    Selection selection,
    CompareBy by,
    int listConcurrency,
    RequestCounts requests,
    Progress progress,
    DifferenceListener rows) {

  public CompareReport run() {
    Stopwatch watch = new Stopwatch();
    try {
      ComparisonResult result =
          new Comparison(source, destination, selection, by, listConcurrency, rows, progress).run();
      return new CompareReport(
          source.toString(),
          destination.toString(),
          true,
          result,
          null,
          requests.snapshot(),
          watch.elapsed());
    } catch (StoreException e) {
      return failed(
          watch, new RunFailure(e.failure().detail().code(), String.valueOf(e.getMessage()), true));
    } catch (ListingDisorder e) {
      return failed(
          watch, new RunFailure("ListingDisorder", String.valueOf(e.getMessage()), false));
    } catch (UncheckedIOException e) {
      return failed(watch, new RunFailure("LocalFile", String.valueOf(e.getMessage()), false));
    }
  }

  private CompareReport failed(Stopwatch watch, RunFailure failure) {
    return new CompareReport(
        source.toString(),
        destination.toString(),
        false,
        null,
        failure,
        requests.snapshot(),
        watch.elapsed());
  }
}
