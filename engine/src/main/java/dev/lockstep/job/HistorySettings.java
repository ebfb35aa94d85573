package dev.lockstep.job;

import dev.lockstep.history.WhichVersions;

/// What a run that brings version histories over does beyond one that copies current objects.
///
/// @param deleteVersions whether to remove from the destination the versions whose source was
///   removed
/// @param enableVersioning whether to switch versioning on at a destination that keeps no versions
/// @param sourceMixesKinds whether the source is known to list delete markers in their place among
///   the versions
/// @param destinationMixesKinds the same of the destination
public record HistorySettings(
    WhichVersions which,
    OnDivergence onDivergence,
    boolean deleteVersions,
    boolean enableVersioning,
    boolean sourceMixesKinds,
    boolean destinationMixesKinds) {
  /// All versions, with nothing done to the destination but writing on top.
  public static final HistorySettings STANDARD =
      new HistorySettings(WhichVersions.ALL, OnDivergence.REPORT, false, false, false, false);
}
