package dev.lockstep.job;

import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.compare.DifferenceListener;
import dev.lockstep.history.ChronologicalOrder;
import dev.lockstep.history.HistoryComparison;
import dev.lockstep.history.HistoryComparison.Sides;
import dev.lockstep.history.WhichVersions;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.selection.Selection;
import dev.lockstep.state.VersionMappings;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.RequestCounts;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Says at which keys the histories of two sides differ, and changes nothing. Keys are counted, and
/// versions listed. Run once.
///
/// @param remembered what earlier runs have remembered of the two places
/// @param rows hears of every key that differs, and where the first difference stands
public record HistoryCompareJob(
    BucketScope source,
    BucketScope destination,
    Selection selection,
    WhichVersions which,
    VersionMappings remembered,
    int listConcurrency,
    RequestCounts requests,
    Progress progress,
    DifferenceListener rows) {

  public CompareReport run() {
    Stopwatch watch = new Stopwatch();
    AtomicReference<@Nullable ComparisonResult> result = new AtomicReference<>();
    AtomicReference<@Nullable RunFailure> failure = new AtomicReference<>();
    RunFailure.orTell(() -> result.set(compare()), failure::set);
    return new CompareReport(
        source.toString(),
        destination.toString(),
        result.get() != null,
        result.get(),
        failure.get(),
        List.of(),
        requests.snapshot(),
        watch.elapsed());
  }

  private ComparisonResult compare() {
    Sides sides =
        new Sides(
            source, destination, new ChronologicalOrder(false), new ChronologicalOrder(false));
    HistoryRows told = new HistoryRows(rows);
    return told.result(
        new HistoryComparison(sides, selection, which, remembered, listConcurrency, told, progress)
            .run());
  }
}
