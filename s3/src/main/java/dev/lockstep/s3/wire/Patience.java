package dev.lockstep.s3.wire;

import java.time.Duration;

/// How long a connection may be waited for: each time by itself, and over a whole request as long
/// as its bytes are worth. So a server that now and then gives a single byte is found out as well.
///
/// A blocked thread has no time-out of its own, which would cost a timer per read. So it notes
/// until when it waits, and [Watchdog] looks now and then whether somebody waits for too long.
final class Patience {
  private static final long NEVER = Long.MIN_VALUE;
  private static final long NANOS = Duration.ofSeconds(1).toNanos();

  private final long nanosPerByte;

  /// Written by the thread that waits.
  private volatile long deadline = NEVER;

  /// Written by the watchdog.
  private volatile boolean ended;

  // Of the thread that waits.
  private long began;
  private long left;

  /// @param bytesPerSecond what a byte is worth
  Patience(long bytesPerSecond) {
    nanosPerByte = NANOS / bytesPerSecond;
  }

  /// A request begins.
  ///
  /// @param whole how long all its waits together may be, apart from what [#grant] and bytes add
  void request(Duration whole) {
    left = whole.toNanos();
  }

  /// What comes next may take so much longer.
  void grant(Duration more) {
    left += more.toNanos();
  }

  void begin(Duration limit) {
    began = System.nanoTime();
    deadline = began + Math.min(limit.toNanos(), left) | 1;
  }

  /// @param bytes what has been moved meanwhile
  /// @return how long the wait was, in nanoseconds
  long end(int bytes) {
    deadline = NEVER;
    long waited = System.nanoTime() - began;
    left += bytes * nanosPerByte - waited;
    return waited;
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
