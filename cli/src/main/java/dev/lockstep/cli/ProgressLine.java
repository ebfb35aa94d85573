package dev.lockstep.cli;

import dev.lockstep.telemetry.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Tells on stderr how far a run is, from a thread of its own: on a terminal one line, written over
/// five times a second; elsewhere a line every ten seconds. [#close] takes the line away and
/// returns when the thread has ended.
final class ProgressLine implements AutoCloseable {
  /// What takes the line away.
  static final String ERASE = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean terminal;
  private final Progress progress;
  private final CountDownLatch done = new CountDownLatch(1);
  private final long began = System.nanoTime();
  private final Thread thread;

  private ProgressLine(PrintWriter err, boolean terminal, Progress progress) {
    this.err = err;
    this.terminal = terminal;
    this.progress = progress;
    this.thread = Thread.ofVirtual().name("progress").unstarted(this::tell);
  }

  /// @param quiet whether to say nothing
  static ProgressLine start(Surroundings around, boolean quiet, Progress progress) {
    ProgressLine line = new ProgressLine(around.err(), around.terminal(), progress);
    if (quiet) {
      line.done.countDown();
    }
    line.thread.start();
    return line;
  }

  private void tell() {
    long everyMillis = terminal ? 200 : 10_000;
    try {
      while (!done.await(everyMillis, TimeUnit.MILLISECONDS)) {
        String line =
            ProgressText.line(progress.snapshot(), Duration.ofNanos(System.nanoTime() - began));
        err.print(terminal ? ERASE + line : line + System.lineSeparator());
        err.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    boolean told = done.getCount() > 0;
    done.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (told && terminal) {
      err.print(ERASE);
      err.flush();
    }
  }
}
