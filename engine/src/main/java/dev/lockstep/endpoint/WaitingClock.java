package dev.lockstep.endpoint;

import java.util.concurrent.locks.LockSupport;

/// Says how much time has passed, and lets it pass. Any thread may ask.
public interface WaitingClock {
  /// Nanoseconds since some moment: only differences mean something.
  long nanos();

  /// Waits; ends early when the thread is interrupted.
  void await(long nanos);

  /// This machine's.
  static WaitingClock system() {
    return new WaitingClock() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public void await(long nanos) {
        LockSupport.parkNanos(nanos);
      }
    };
  }
}
