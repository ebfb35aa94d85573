package dev.lockstep.s3.wire;

import java.time.Duration;

/// How long a connection may be waited for.
///
/// A blocked thread has no time-out of its own, which would cost a timer per read. So it notes
/// until when it waits, and [Watchdog] looks now and then whether somebody waits for too long.
final class Patience {
  private static final long NEVER = Long.MIN_VALUE;

  /// Written by the thread that waits.
  private volatile long deadline = NEVER;

  /// Written by the watchdog.
  private volatile boolean ended;

  void begin(Duration limit) {
    deadline = System.nanoTime() + limit.toNanos() | 1;
  }

  void end() {
    deadline = NEVER;
  }

  /// For the watchdog: whether the wait has lasted too long, which from then on is known.
  boolean endsBy(long now) {
    long until = deadline;
    if (until != NEVER && now - until > 0) {
      ended = true;
    }
    return ended;
  }

  /// Whether a wait has lasted too long.
  boolean hasEnded() {
    return ended;
  }
}
