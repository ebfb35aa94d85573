package dev.lockstep.cli;

/// Where a process hears that it is to end, before it does.
@FunctionalInterface
interface Signals {
  /// No signals: they do what they always do.
  Signals NONE = heard -> () -> {};

  /// @param heard called at each signal, by any thread
  Ear to(Runnable heard);

  /// Hears signals until it is closed.
  interface Ear extends AutoCloseable {
    @Override
    void close();
  }
}
