package dev.lockstep.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/// A store that serves so many requests side by side and lets the others wait, in virtual time.
class InFlightLimitTest {
  private static final int MOST = 64;
  private static final long TAKES = Duration.ofMillis(5).toNanos();

  private final VirtualClock clock = new VirtualClock(1);
  private final InFlightLimit limit = new InFlightLimit(MOST, clock);
  private final Queue<Long> underWay = new ArrayDeque<>();
  private int answered;
  private int mostUnderWay;
  private long longest;

  /// @param wanted at once
  /// @param served side by side
  private void run(Duration time, int wanted, int served, boolean answers) {
    long end = clock.nanos() + time.toNanos();
    while (clock.nanos() < end) {
      while (underWay.size() < wanted && limit.tryToBegin()) {
        underWay.add(clock.nanos());
      }
      mostUnderWay = Math.max(mostUnderWay, underWay.size());
      clock.await(TAKES);
      for (int i = 0; i < served && !underWay.isEmpty(); i++) {
        longest = Math.max(longest, clock.nanos() - underWay.remove());
        answered++;
        limit.end(answers);
      }
    }
  }

  private void reset() {
    answered = 0;
    longest = 0;
  }

  @Test
  void letsAsManyThroughAsPay() {
    Duration time = Duration.ofSeconds(20);
    run(Duration.ofSeconds(2), MOST, 1000, true);
    reset();

    run(time, MOST, 1000, true);

    assertThat(answered).isGreaterThan((int) (0.95 * MOST * time.toNanos() / TAKES));
    assertThat(limit.limitedBy(time.multipliedBy(2), "a")).isNull();
  }

  @Test
  void staysAsItIsWhereItIsFixed() {
    InFlightLimit fixed = InFlightLimit.fixed(MOST, clock);
    int underWayNow = 0;
    for (int i = 0; i < 10_000; i++) {
      while (fixed.tryToBegin()) {
        underWayNow++;
      }
      assertThat(underWayNow).isEqualTo(MOST);
      clock.await(TAKES);
      fixed.end(true);
      underWayNow--;
    }
  }

  @Test
  void asksForLessWhereMoreOnlyTakesLonger() {
    Duration time = Duration.ofSeconds(20);
    run(Duration.ofSeconds(10), MOST, 8, true);
    reset();

    run(time, MOST, 8, true);

    assertThat(answered).isGreaterThan((int) (0.9 * 8 * time.toNanos() / TAKES));
    assertThat(longest).as("instead of 8 times").isLessThanOrEqualTo(3 * TAKES);
    assertThat(limit.limitedBy(time, "a"))
        .contains("a, which answers no faster beyond")
        .contains("requests at once");
  }

  @Test
  void takesNoRefusalForAnAnswer() {
    run(Duration.ofSeconds(10), MOST, 1000, false);

    assertThat(mostUnderWay).isEqualTo(ConcurrencyClimb.FIRST);
  }

  @Test
  void isNotFooledWhileLittleIsWanted() {
    run(Duration.ofSeconds(20), 3, 1000, true);
    reset();

    run(Duration.ofSeconds(20), MOST, 1000, true);

    assertThat(answered).isGreaterThan((int) (0.9 * MOST * 20e9 / TAKES));
  }
}
