package dev.lockstep.history;

/// What a comparison of histories that read both listings to their end has found.
///
/// @param versionsInSource versions and delete markers listed, in scope or not
/// @param matched versions of the source that stand at the destination
/// @param missing versions of the source that don't, and can still be written in order
/// @param buried versions of the source that don't, and whose place is below newer ones
/// @param purged versions of the destination whose source was removed
/// @param foreign versions of the destination that came from elsewhere, or stand there twice
/// @param same keys whose histories are the same
/// @param onlyInSource keys that the destination has never had
/// @param onlyInDestination keys that the source has never had, or has lost with all versions
/// @param different all other keys; those whose difference is explained are nowhere counted
/// @param notArrived keys at which not all of the source stands at the destination
public record HistoryTotals(
    long versionsInSource,
    long versionsInDestination,
    long matched,
    long missing,
    long buried,
    long purged,
    long foreign,
    long same,
    long onlyInSource,
    long onlyInDestination,
    long different,
    long notArrived) {

  public boolean identical() {
    return onlyInSource == 0 && onlyInDestination == 0 && different == 0;
  }

  /// Whether every version of the source stands at the destination, in order, with nothing that
  /// came from elsewhere on top.
  public boolean sourceArrived() {
    return notArrived == 0;
  }
}
