package dev.lockstep.compare;

import dev.lockstep.listing.KeySpan;

/// Hears of each difference as it is found, in key order within a range but ranges at the same
/// time: called by several threads at once. It may block, which slows the comparison down.
@FunctionalInterface
public interface DifferenceListener {
  void found(Difference difference);

  /// All keys of a span have been compared, and every difference among them has been found.
  default void compared(KeySpan span) {}

  /// What was found until now is void: a side turned out to list out of order, and the comparison
  /// begins anew. Nothing is found while this is called.
  default void begunAnew() {}

  /// Called again and again while nothing can be compared yet. May throw to end the comparison.
  default void goesOn() {}
}
