package dev.lockstep.cli;

import dev.lockstep.cli.RequestFlags.RequestSettings;
import dev.lockstep.telemetry.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// What a command finds around it: where to write, how to reach stores, what time it is, chance.
///
/// @param out for the answer alone
/// @param err for everything else
/// @param terminal whether `err` is a terminal, so that a line can be written over
/// @param stateFolder where runs write down what a next one must know
record Surroundings(
    PrintWriter out,
    PrintWriter err,
    boolean terminal,
    Stores.Opener opener,
    Path stateFolder,
    Signals signals,
    InstantSource clock,
    RandomGenerator random) {
  /// Stores pushed and waited for as usual.
  Stores stores() {
    return stores(RequestSettings.STANDARD);
  }

  Stores stores(RequestSettings settings) {
    return new Stores(opener, random, settings, this::tell);
  }

  private void tell(String notice) {
    err.println(terminal ? ProgressLine.ERASE + notice : notice);
  }

  /// Counts how far a run is, and says at once on stderr what it has to say.
  Progress progress() {
    return new Progress(notice -> {
      tell("lockstep: " + notice);
      err.flush();
    });
  }
}
