package dev.lockstep.cli;

import java.util.concurrent.Callable;

/// A command: what it does ends in an [ExitCode], and what the user got wrong in exit code 2 with a
/// message.
abstract class Verb implements Callable<Integer> {
  protected final Surroundings around;

  protected Verb(Surroundings around) {
    this.around = around;
  }

  abstract ExitCode run();

  @Override
  public final Integer call() {
    try {
      return run().code();
    } catch (WrongUsage e) {
      around.err().println("lockstep: " + e.getMessage());
      around.err().flush();
      return ExitCode.WRONG_USAGE.code();
    }
  }
}
