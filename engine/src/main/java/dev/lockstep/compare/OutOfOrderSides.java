package dev.lockstep.compare;

import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.ListingOutOfOrder;
import dev.lockstep.sort.SortSpace;
import dev.lockstep.telemetry.Progress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The sides that list out of order, as far as the comparisons of a run have come upon it: once
/// known, a side is sorted in each. Any thread may call.
public final class OutOfOrderSides {
  private final SortSpace space;
  private final Progress progress;
  private final Map<String, SortedSide> sides = new LinkedHashMap<>();

  public OutOfOrderSides(SortSpace space, Progress progress) {
    this.space = space;
    this.progress = progress;
  }

  /// Does what compares, and begins anew where a side turns out to list out of order.
  ///
  /// @param comparison does everything from its beginning
  /// @param beginAnew makes undone what a comparison of a listing out of order has led to
  public <T> T untilInOrder(Supplier<T> comparison, Runnable beginAnew) {
    while (true) {
      try {
        return comparison.get();
      } catch (ListingOutOfOrder e) {
        add(e);
        beginAnew.run();
      }
    }
  }

  private synchronized void add(ListingOutOfOrder e) {
    String scope = e.side();
    if (sides.putIfAbsent(scope, new SortedSide(scope, e.what(), false)) != null) {
      throw e;
    }
    progress.notice(
        scope
            + " lists out of order ("
            + e.what()
            + "): it is read whole, in one walk, and sorted; what was found so far is looked at anew");
  }

  boolean contains(BucketScope scope) {
    return contains(scope.toString());
  }

  synchronized boolean contains(String side) {
    return sides.containsKey(side);
  }

  void sorted(BucketScope scope, boolean endIsKnown) {
    sorted(scope.toString(), endIsKnown);
  }

  synchronized void sorted(String name, boolean endIsKnown) {
    sides.computeIfPresent(name, (_, side) -> new SortedSide(side.scope(), side.why(), endIsKnown));
  }

  SortSpace space() {
    return space;
  }

  Progress progress() {
    return progress;
  }

  /// In the order in which they were found.
  public synchronized List<SortedSide> all() {
    return List.copyOf(sides.values());
  }
}
