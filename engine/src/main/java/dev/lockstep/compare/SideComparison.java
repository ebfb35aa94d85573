package dev.lockstep.compare;

import dev.lockstep.selection.Selection;
import dev.lockstep.telemetry.Progress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Compares two sides of whatever kinds, in one walk through both in the order of their keys, in
/// constant memory. (Two buckets are better compared by a [Comparison], in many ranges at a time.)
///
/// It either reads both sides to their end or throws.
public final class SideComparison {
  private final ComparedSide source;
  private final ComparedSide destination;
  private final Selection selection;
  private final Basis basis;
  private final DifferenceListener listener;
  private final Progress progress;
  private final OutOfOrderSides outOfOrder;
  private final Tally total = new Tally();

  /// @param outOfOrder the sides that are known to be out of order: they are sorted first
  public SideComparison(
      ComparedSide source,
      ComparedSide destination,
      Selection selection,
      Basis basis,
      DifferenceListener listener,
      Progress progress,
      OutOfOrderSides outOfOrder) {
    this.source = source;
    this.destination = destination;
    this.selection = selection;
    this.basis = basis;
    this.listener = listener;
    this.progress = progress;
    this.outOfOrder = outOfOrder;
  }

  /// Compares everything. To be run once.
  ///
  /// @throws dev.lockstep.endpoint.StoreException when a side could not be read to its end
  /// @throws dev.lockstep.listing.ListingOutOfOrder when one turns out to be out of order
  /// @throws dev.lockstep.listing.ListingDisorder when one can't be trusted
  public ComparisonResult run() {
    Questions questions = new Questions(judge(), listener, total);
    try (questions;
        ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("compare-", 0).factory());
        SortedSides sides = new SortedSides(source, destination, outOfOrder, threads)) {
      sides.sort(listener::goesOn);
      RangeMerge.whole(
              source.prefix(),
              sides.source(),
              destination.prefix(),
              sides.destination(),
              new PairSink(rules(), questions, listener, progress, total, listener::goesOn))
          .run();
    }
    questions.throwIfFailed();
    return total.result();
  }

  private Questions.Judge judge() {
    CompareBy by = basis.by();
    return basis.asks() && by != null
        ? ReportedObjects.of(source, destination, by)
        : _ -> Optional.of(Difference.Reason.UNDECIDED);
  }

  private PairSink.Rules rules() {
    return new PairSink.Rules(
        selection,
        source.prefix().length(),
        destination.prefix().length(),
        evidence(basis),
        basis.asks(),
        new Explainer(source.facts().taken(), destination.facts().taken()),
        (_, _) -> null);
  }

  private static PairSink.Evidence evidence(Basis basis) {
    CompareBy by = basis.by();
    return by == null
        ? (_, _, _, _) -> ListedEvidence.SAME
        : (left, row, right, otherRow) -> ListedEvidence.of(by, left, row, right, otherRow);
  }
}
