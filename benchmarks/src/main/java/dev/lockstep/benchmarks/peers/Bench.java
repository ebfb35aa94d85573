package dev.lockstep.benchmarks.peers;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// What all measurements share.
///
/// @param runs how many runs of each tool count
/// @param quick less of everything, for trying out
/// @param folder for files that nobody needs afterwards
record Bench(
    Path launcher, List<Tool> peers, int runs, boolean quick, Path folder, InstantSource clock) {
  private static final long QUICK = 10;

  /// The peers that are here.
  List<Tool> found() {
    return peers.stream().filter(Tool::found).toList();
  }

  Lockstep ours() {
    return Lockstep.sync(launcher);
  }

  /// A tenth of it where less is to be done.
  long some(long amount) {
    return quick ? Math.max(1, amount / QUICK) : amount;
  }

  /// What `--memory` is when nobody gives it: a quarter of the machine's, at most 1 GiB.
  long memoryMebibytes() {
    return 1024;
  }

  /// Says how far it has come.
  void say(String line) {
    System.err.println(line);
  }
}
