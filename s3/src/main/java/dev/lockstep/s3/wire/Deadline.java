package dev.lockstep.s3.wire;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Until when something has to be done that takes several reads, however little each of them gives.
///
/// @param nanos by [System#nanoTime]
record Deadline(long nanos) {
  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /// As a socket wants it: at least 1.
  ///
  /// @throws SocketTimeoutException when it has passed
  int millisLeft() throws SocketTimeoutException {
    long left = TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime());
    if (left <= 0) {
      throw new SocketTimeoutException("Time ran out");
    }
    return (int) Math.min(left, Integer.MAX_VALUE);
  }
}
