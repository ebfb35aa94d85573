package dev.lockstep.benchmarks.peers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A program that can do the work.
interface Tool {
  String name();

  /// Whether the program is there.
  boolean found();

  /// @param folder an empty one, for what the program writes
  /// @return the words that start it; none when it can't do this work
  List<String> command(Work work, Path folder);

  /// What it needs in its environment, besides AWS's variables.
  default Map<String, String> environment(Work work) {
    return Map.of();
  }

  /// Where it writes to.
  default Place target(Work work) {
    return work.target();
  }

  /// What its output lacks that must be there; empty when it says that all was done.
  default String lacking(Work work, long objects, String output) {
    return "";
  }
}
