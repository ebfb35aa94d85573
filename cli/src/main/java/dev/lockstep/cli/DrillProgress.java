package dev.lockstep.cli;

import java.util.concurrent.TimeUnit;

/// Tells on stderr what a drill tries: on a terminal one line, written over; elsewhere a line every
/// ten seconds. One thread.
final class DrillProgress implements AutoCloseable {
  private static final long SELDOM = TimeUnit.SECONDS.toNanos(10);

  private final Surroundings around;
  private final boolean quiet;
  private long told = System.nanoTime();

  DrillProgress(Surroundings around, boolean quiet) {
    this.around = around;
    this.quiet = quiet;
  }

  void tell(String what) {
    if (quiet) {
      return;
    }
    if (around.terminal()) {
      around.err().print(ProgressLine.ERASE + what);
      around.err().flush();
    } else if (System.nanoTime() - told > SELDOM) {
      around.err().println(what);
      told = System.nanoTime();
    }
  }

  @Override
  public void close() {
    if (!quiet && around.terminal()) {
      around.err().print(ProgressLine.ERASE);
      around.err().flush();
    }
  }
}
