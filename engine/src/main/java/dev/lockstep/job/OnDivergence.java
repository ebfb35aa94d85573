package dev.lockstep.job;

/// What to do with a key on whose top stands at the destination what did not come from the source,
/// or of which that can't be told.
public enum OnDivergence {
  /// Leave the key as it is, and say so.
  REPORT,
  /// Write the source's versions on top.
  APPEND,
  /// End the run.
  FAIL
}
