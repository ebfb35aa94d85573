package dev.lockstep.drill;

import dev.lockstep.drill.Program.Side;

/// What came of a fault.
///
/// @param name of the fault
/// @param words what the store did
/// @param course when
/// @param injected how often it really happened
/// @param exitCode of the run under it
public record FaultRow(
    String name, String words, String course, Side side, int injected, int exitCode) {
  /// In words.
  public String outcome() {
    if (injected == 0) {
      return "did not come up";
    }
    return exitCode == 0 ? "in step" : "told (" + exitCode + "), then healed";
  }
}
