package dev.lockstep.history;

/// Hears of each key that is at either side, in key order within a range but ranges at the same
/// time: called by several threads at once. It may block, which slows the comparison down, and
/// throw to end it.
@FunctionalInterface
public interface HistoryListener {
  void compared(HistoryPair pair);
}
