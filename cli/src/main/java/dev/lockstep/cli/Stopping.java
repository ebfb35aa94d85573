package dev.lockstep.cli;

import dev.lockstep.job.Job;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// How a run is told to stop: the first Ctrl-C or SIGTERM lets it finish what is under way, for ten
/// seconds at the most; a second one ends the process at once, as the first does where there is
/// nothing to finish. Either way the exit code is 130, and the same line goes on.
final class Stopping implements AutoCloseable {
  private static final int GRACE_SECONDS = 10;

  private final PrintWriter err;
  private final Runnable atOnce;
  private final @Nullable Job job;
  private final AtomicInteger signals = new AtomicInteger();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Signals.Ear ear;

  private Stopping(Surroundings around, @Nullable Job job, Runnable atOnce) {
    this.err = around.err();
    this.job = job;
    this.atOnce = atOnce;
    this.ear = around.signals().to(this::heard);
  }

  /// @param atOnce what there is to do and say when the run can't be waited for
  static Stopping of(Surroundings around, Job job, Runnable atOnce) {
    return new Stopping(around, job, atOnce);
  }

  /// For what changes nothing, and so has nothing to finish.
  static Stopping atOnce(Surroundings around, Runnable atOnce) {
    return new Stopping(around, null, atOnce);
  }

  private void heard() {
    if (job == null || signals.incrementAndGet() > 1) {
      halt();
      return;
    }
    job.stop();
    err.println();
    err.println(
        "lockstep: stopping; what is under way is finished, for "
            + GRACE_SECONDS
            + " s at the most. Once more to stop at once");
    err.flush();
    Thread.ofPlatform().name("lockstep-stopping").daemon().start(this::haltIfItTakesLong);
  }

  private void haltIfItTakesLong() {
    try {
      if (!ended.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        halt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Not exit: that would wait for what can't be waited for.
  private void halt() {
    atOnce.run();
    Runtime.getRuntime().halt(ExitCode.STOPPED.code());
  }

  @Override
  public void close() {
    ended.countDown();
    ear.close();
  }
}
