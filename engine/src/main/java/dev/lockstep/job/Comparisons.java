package dev.lockstep.job;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.Comparison;
import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.compare.Difference;
import dev.lockstep.compare.DifferenceListener;
import dev.lockstep.compare.OutOfOrderSides;
import dev.lockstep.compare.SortedSide;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.sort.SortSpace;
import dev.lockstep.telemetry.Progress;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The comparisons of a run, which all look at the same two sides. One thread.
final class Comparisons {
  private final BucketScope source;
  private final BucketScope destination;
  private final SyncSettings settings;
  private final Progress progress;
  private final Runnable endIfStopped;
  private final OutOfOrderSides outOfOrder;

  /// @param endIfStopped throws when the run is to end
  Comparisons(
      BucketScope source,
      BucketScope destination,
      SyncSettings settings,
      Progress progress,
      Runnable endIfStopped) {
    this.source = source;
    this.destination = destination;
    this.settings = settings;
    this.progress = progress;
    this.endIfStopped = endIfStopped;
    this.outOfOrder = new OutOfOrderSides(SortSpace.standard(), progress);
  }

  /// Compares what these spans hold.
  ///
  /// @throws dev.lockstep.listing.ListingOutOfOrder when a listing turns out to be out of order
  ComparisonResult run(List<KeySpan> spans, CompareBy by, DifferenceListener listener) {
    return new Comparison(
            source,
            destination,
            settings.selection(),
            by,
            settings.listConcurrency(),
            listener,
            progress,
            AsOf.pages(settings.asOf()),
            outOfOrder)
        .run(spans);
  }

  /// Compares without doing anything about it.
  ///
  /// @throws dev.lockstep.listing.ListingOutOfOrder when a listing turns out to be out of order
  ComparisonResult look(CompareBy by, Consumer<Difference> found) {
    DifferenceListener listener =
        new DifferenceListener() {
          @Override
          public void found(Difference difference) {
            found.accept(difference);
          }

          @Override
          public void compared(KeySpan span) {
            endIfStopped.run();
          }

          @Override
          public void goesOn() {
            endIfStopped.run();
          }
        };
    return run(List.of(KeySpan.EVERYTHING), by, listener);
  }

  /// Does what compares, and begins anew where a side turns out to list out of order.
  <T> T untilInOrder(Supplier<T> comparison, Runnable beginAnew) {
    return outOfOrder.untilInOrder(comparison, beginAnew);
  }

  /// Throws when the run is to end.
  void endIfStopped() {
    endIfStopped.run();
  }

  /// The sides that list out of order, as far as is known.
  List<SortedSide> sorted() {
    return outOfOrder.all();
  }
}
