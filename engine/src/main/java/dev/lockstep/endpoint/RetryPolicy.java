package dev.lockstep.endpoint;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How often and after which pauses a request that failed is sent again: "full jitter", a random
/// pause up to a bound that doubles from attempt to attempt. And for how long a store as a whole is
/// waited for.
///
/// @param attempts how often to try in all, 1 or more, while the store does other things well
/// @param giveUpAfter how long a store may answer nothing but failures until the run ends
/// @param firstPause the bound of the first pause
/// @param longestPause what the bound grows to
/// @param random decides how much of the bound is waited; must be safe for use by several threads
/// @param clock measures and waits
public record RetryPolicy(
    int attempts,
    Duration giveUpAfter,
    Duration firstPause,
    Duration longestPause,
    RandomGenerator random,
    WaitingClock clock) {
  public static final int USUAL_ATTEMPTS = 5;

  /// Longer than a store takes to start again or to fail over; shorter than a night.
  public static final Duration USUAL_PATIENCE = Duration.ofMinutes(10);

  /// Five attempts within some seconds, and ten minutes for a store that is out.
  public static RetryPolicy standard(RandomGenerator random) {
    return of(USUAL_ATTEMPTS, USUAL_PATIENCE, random);
  }

  /// The usual pauses.
  public static RetryPolicy of(int attempts, Duration giveUpAfter, RandomGenerator random) {
    return new RetryPolicy(
        attempts,
        giveUpAfter,
        Duration.ofMillis(100),
        Duration.ofSeconds(5),
        random,
        WaitingClock.system());
  }

  /// The same, by another clock.
  public RetryPolicy with(WaitingClock other) {
    return new RetryPolicy(attempts, giveUpAfter, firstPause, longestPause, random, other);
  }

  public RetryPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("A request is sent at least once");
    }
    if (giveUpAfter.isNegative()) {
      throw new IllegalArgumentException("Nobody waits for less than no time");
    }
  }

  /// Waits before attempt `attempt`, the second being 2.
  public void pauseBefore(int attempt) {
    clock.await(pause(attempt));
  }

  /// How long to wait before attempt `attempt`, in nanoseconds; another time at each call.
  long pause(int attempt) {
    long bound =
        Math.min(longestPause.toNanos(), firstPause.toNanos() << Math.min(20, attempt - 2));
    return random.nextLong(bound + 1);
  }
}
