package dev.lockstep.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// What a command finds around it: where to write, how to reach stores, what time it is, chance.
///
/// @param out for the answer alone
/// @param err for everything else
/// @param terminal whether `err` is a terminal, so that a line can be written over
record Surroundings(
    PrintWriter out,
    PrintWriter err,
    boolean terminal,
    Stores.Opener opener,
    InstantSource clock,
    RandomGenerator random) {
  Stores stores() {
    return new Stores(opener, random);
  }
}
