package dev.lockstep.cli;

/// Something to do if the process is told to end (Ctrl-C, SIGTERM) before this is closed.
final class ShutdownHook implements AutoCloseable {
  private final Thread thread;

  private ShutdownHook(Thread thread) {
    this.thread = thread;
  }

  static ShutdownHook of(Runnable work) {
    ShutdownHook hook =
        new ShutdownHook(Thread.ofPlatform().name("lockstep-shutdown").unstarted(work));
    Runtime.getRuntime().addShutdownHook(hook.thread);
    return hook;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException e) {
      // The process is ending, and the work is being done.
    }
  }
}
