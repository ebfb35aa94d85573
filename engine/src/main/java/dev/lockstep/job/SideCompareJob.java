package dev.lockstep.job;

import dev.lockstep.compare.Basis;
import dev.lockstep.compare.ComparedSide;
import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.compare.DifferenceListener;
import dev.lockstep.compare.OutOfOrderSides;
import dev.lockstep.compare.SideComparison;
import dev.lockstep.history.HistorySide;
import dev.lockstep.history.SideHistoryComparison;
import dev.lockstep.history.WhichVersions;
import dev.lockstep.selection.Selection;
import dev.lockstep.sort.SortSpace;
import dev.lockstep.state.VersionMappings;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.RequestCounts;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Says how two sides differ, at least one of which is a report or a manifest, and changes nothing.
/// Run once.
///
/// @param source as people typed it
/// @param destination as people typed it
/// @param opening opens both sides, and says by what they are compared
/// @param comparing compares them once
/// @param space for sides that turn out to be in no order
/// @param rows hears of every difference
public record SideCompareJob(
    String source,
    String destination,
    Supplier<Opened> opening,
    Comparing comparing,
    SortSpace space,
    RequestCounts requests,
    Progress progress,
    DifferenceListener rows) {

  /// Two sides that can be compared.
  public record Opened(ComparedSide source, ComparedSide destination, Basis basis) {
    private CompareReport.Sides told() {
      return new CompareReport.Sides(source.facts(), destination.facts(), basis);
    }
  }

  /// How two sides are compared, from their beginning to their end.
  @FunctionalInterface
  public interface Comparing {
    ComparisonResult compare(
        Opened sides, OutOfOrderSides outOfOrder, DifferenceListener rows, Progress progress);

    /// By what is current.
    static Comparing objects(Selection selection) {
      return (sides, outOfOrder, rows, progress) ->
          new SideComparison(
                  sides.source(),
                  sides.destination(),
                  selection,
                  sides.basis(),
                  rows,
                  progress,
                  outOfOrder)
              .run();
    }

    /// By what each key has been: both sides give all versions.
    static Comparing histories(Selection selection, WhichVersions which, Remembered remembered) {
      return (sides, outOfOrder, rows, progress) ->
          remembered.reading(
              sides,
              mappings -> {
                HistoryRows told = new HistoryRows(rows);
                return told.result(
                    new SideHistoryComparison(
                            new SideHistoryComparison.Comparing(
                                HistorySide.of(sides.source()),
                                HistorySide.of(sides.destination()),
                                selection,
                                which,
                                mappings,
                                sides.basis().asks()),
                            told,
                            progress,
                            outOfOrder)
                        .run(rows::goesOn));
              });
    }
  }

  /// What runs have remembered of the objects of two sides.
  @FunctionalInterface
  public interface Remembered {
    ComparisonResult reading(Opened sides, Function<VersionMappings, ComparisonResult> work);
  }

  public CompareReport run() {
    Stopwatch watch = new Stopwatch();
    AtomicReference<@Nullable Opened> opened = new AtomicReference<>();
    AtomicReference<@Nullable ComparisonResult> result = new AtomicReference<>();
    AtomicReference<@Nullable RunFailure> failure = new AtomicReference<>();
    OutOfOrderSides outOfOrder = new OutOfOrderSides(space, progress);
    RunFailure.orTell(
        () -> {
          Opened sides = opening.get();
          opened.set(sides);
          result.set(
              outOfOrder.untilInOrder(
                  () -> comparing.compare(sides, outOfOrder, rows, progress), rows::begunAnew));
        },
        failure::set);
    Opened sides = opened.get();
    return new CompareReport(
        sides == null ? source : sides.source().name(),
        sides == null ? destination : sides.destination().name(),
        result.get() != null,
        result.get(),
        failure.get(),
        outOfOrder.all(),
        sides == null ? null : sides.told(),
        requests.snapshot(),
        watch.elapsed());
  }
}
