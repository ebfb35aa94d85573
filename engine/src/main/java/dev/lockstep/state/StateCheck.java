package dev.lockstep.state;

import java.util.List;

/// What a look at everything that is remembered has found.
///
/// @param place where it is kept
/// @param bytes how much room it takes there
/// @param schemaVersion of its tables
/// @param faults what is not as it must be; empty when it is whole
public record StateCheck(
    String place, long bytes, int schemaVersion, List<MapSize> maps, List<String> faults) {
  /// A version map, and how much is in it.
  ///
  /// @param epoch how often it was opened for writing
  /// @param lastWriter who did so last, and when
  public record MapSize(
      StatePlace source, StatePlace destination, long rows, long epoch, String lastWriter) {}

  public StateCheck {
    maps = List.copyOf(maps);
    faults = List.copyOf(faults);
  }

  public boolean isWhole() {
    return faults.isEmpty();
  }
}
