package dev.lockstep.drill;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of a drill.
///
/// @param objects how many there were
/// @param leftOut what one of the stores does not take, and so was not tried
/// @param faults what was tried, in order
/// @param trialObjects how many trial objects of the program's were left at the destination
/// @param broken the promise that did not hold; null when all did, as far as it was tried
/// @param failure what a store, or this machine, could not do for the drill itself; null for
///   nothing
/// @param stopped whether it was told to stop
/// @param leftBehind what could not be removed
public record DrillReport(
    int objects,
    List<String> leftOut,
    List<FaultRow> faults,
    KillTally kills,
    int trialObjects,
    @Nullable Broken broken,
    @Nullable String failure,
    boolean stopped,
    List<String> leftBehind) {
  /// Whether everything was tried, and held.
  public boolean held() {
    return broken == null && failure == null && !stopped;
  }
}
