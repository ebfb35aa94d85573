package dev.lockstep.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Objects that are read from one far store and written to another, in virtual time: all answers
/// take the same time, and so they come in waves.
class InFlightWavesTest {
  private static final int OBJECTS_AT_ONCE = 64;
  private static final Duration LENGTH = Duration.ofSeconds(20);

  private final VirtualClock clock = new VirtualClock(1);
  private final PriorityQueue<Answer> answers =
      new PriorityQueue<>(Comparator.comparingLong(Answer::at));
  private final Store source = new Store();
  private final Store destination = new Store();
  private long latency;
  private int copied;

  private record Answer(long at, Store from) {}

  private final class Store {
    private final InFlightLimit limit = new InFlightLimit(OBJECTS_AT_ONCE, clock);
    private final Queue<Store> waiting = new ArrayDeque<>();

    void ask() {
      if (limit.tryToBegin()) {
        answers.add(new Answer(clock.nanos() + latency, this));
      } else {
        waiting.add(this);
      }
    }

    void answered() {
      limit.end(true);
      while (!waiting.isEmpty() && limit.tryToBegin()) {
        waiting.remove();
        answers.add(new Answer(clock.nanos() + latency, this));
      }
      if (this == source) {
        destination.ask();
      } else {
        copied++;
        source.ask();
      }
    }
  }

  private void copy(Duration time) {
    long end = clock.nanos() + time.toNanos();
    while (clock.nanos() < end) {
      Answer next = answers.remove();
      clock.await(Math.max(0, next.at() - clock.nanos()));
      next.from().answered();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 20, 35, 50, 80, 150, 300})
  void keepsNearlyAllObjectsUnderWayFromTheBeginning(int millis) {
    latency = Duration.ofMillis(millis).toNanos();
    for (int i = 0; i < OBJECTS_AT_ONCE; i++) {
      source.ask();
    }

    copy(LENGTH);

    double best = OBJECTS_AT_ONCE * (LENGTH.toNanos() / (2.0 * latency));
    assertThat(copied / best).as("share of the best").isGreaterThan(0.92);
  }
}
