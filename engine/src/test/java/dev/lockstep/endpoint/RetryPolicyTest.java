package dev.lockstep.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.Seeded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private final List<Duration> pauses = new ArrayList<>();
  private final WaitingClock clock =
      new WaitingClock() {
        @Override
        public long nanos() {
          return 0;
        }

        @Override
        public void await(long nanos) {
          pauses.add(Duration.ofNanos(nanos));
        }
      };

  private RetryPolicy policy(RandomGenerator random) {
    return new RetryPolicy(
        100, Duration.ofMinutes(1), Duration.ofMillis(100), Duration.ofSeconds(5), random, clock);
  }

  /// Always as large a number as may be.
  private static final RandomGenerator LARGEST =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return -1;
        }

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  @Test
  void pausesAtMostTwiceAsLongEachTimeUpToABound() {
    for (int attempt = 2; attempt <= 9; attempt++) {
      policy(LARGEST).pauseBefore(attempt);
    }
    policy(LARGEST).pauseBefore(100);

    assertThat(pauses.stream().map(Duration::toMillis))
        .containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L, 5000L);
  }

  @Test
  void pausesForAnyTimeFromNoneToTheBound() {
    Seeded.trials(100, random -> policy(random).pauseBefore(3));

    assertThat(pauses).allMatch(pause -> !pause.isNegative() && pause.toMillis() <= 200);
    assertThat(pauses)
        .anyMatch(pause -> pause.toMillis() < 50)
        .anyMatch(pause -> pause.toMillis() > 150);
  }

  @Test
  void refusesToTryNever() {
    assertThatThrownBy(() -> RetryPolicy.of(0, Duration.ZERO, LARGEST))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RetryPolicy.of(1, Duration.ofSeconds(-1), LARGEST))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
