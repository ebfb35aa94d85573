package dev.lockstep.endpoint;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/// How often and after which pauses a request that failed is sent again: "full jitter", a random
/// pause up to a bound that doubles from attempt to attempt.
///
/// @param attempts how often to try in all, 1 or more
/// @param firstPause the bound of the first pause
/// @param longestPause what the bound grows to
/// @param random decides how much of the bound is waited; must be safe for use by several threads
/// @param pause waits; interrupted waits end early
public record RetryPolicy(
    int attempts, Duration firstPause, Duration longestPause, RandomGenerator random, Pause pause) {
  /// Waits for a while.
  @FunctionalInterface
  public interface Pause {
    void await(Duration time);
  }

  /// Five attempts within some seconds.
  public static RetryPolicy standard(RandomGenerator random) {
    return new RetryPolicy(
        5,
        Duration.ofMillis(100),
        Duration.ofSeconds(5),
        random,
        time -> LockSupport.parkNanos(time.toNanos()));
  }

  public RetryPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("A request is sent at least once");
    }
  }

  /// Waits before attempt `attempt`, the second being 2.
  public void pauseBefore(int attempt) {
    long bound =
        Math.min(longestPause.toNanos(), firstPause.toNanos() << Math.min(20, attempt - 2));
    pause.await(Duration.ofNanos(random.nextLong(bound + 1)));
  }
}
