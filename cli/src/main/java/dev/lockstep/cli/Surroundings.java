package dev.lockstep.cli;

import dev.lockstep.cli.RequestFlags.RequestSettings;
import dev.lockstep.telemetry.Progress;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// What a command finds around it: where to write, how to reach stores, what time it is, chance.
///
/// @param in standard input, for commands that read it
/// @param out for the answer alone
/// @param err for everything else
/// @param terminal whether `err` is a terminal, so that a line can be written over
/// @param stateFolder where runs write down what a next one must know
record Surroundings(
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    boolean terminal,
    Stores.Opener opener,
    Path stateFolder,
    Signals signals,
    InstantSource clock,
    RandomGenerator random) {
  /// Those of a command that reads no standard input.
  Surroundings(
      PrintWriter out,
      PrintWriter err,
      boolean terminal,
      Stores.Opener opener,
      Path stateFolder,
      Signals signals,
      InstantSource clock,
      RandomGenerator random) {
    this(
        InputStream.nullInputStream(),
        out,
        err,
        terminal,
        opener,
        stateFolder,
        signals,
        clock,
        random);
  }

  /// Stores pushed and waited for as usual.
  Stores stores() {
    return stores(RequestSettings.STANDARD);
  }

  Stores stores(RequestSettings settings) {
    warn(settings);
    return new Stores(opener, random, settings, telling(err, terminal));
  }

  /// Says what is dangerous about how stores are to be reached, each time.
  void warn(RequestSettings settings) {
    if (settings.insecure()) {
      err.println(
          "lockstep: --insecure: no certificate is verified; whoever is on the way to the stores can read and change what is sent");
      err.flush();
    }
  }

  /// Writes lines to stderr, over a line of progress if need be.
  static Consumer<String> telling(PrintWriter err, boolean terminal) {
    return line -> {
      err.println(terminal ? ProgressLine.ERASE + line : line);
      err.flush();
    };
  }

  /// Counts how far a run is, and says at once on stderr what it has to say.
  Progress progress() {
    return new Progress(notice -> telling(err, terminal).accept("lockstep: " + notice));
  }
}
