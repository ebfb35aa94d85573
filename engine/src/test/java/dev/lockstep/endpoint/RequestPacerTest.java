package dev.lockstep.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.Seeded;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RequestPacerTest {
  private static final int THREADS = 32;
  private static final Duration TIME = Duration.ofMinutes(2);

  private VirtualClock clock = new VirtualClock(THREADS);
  private int sent;
  private int refused;

  private static RandomGenerator random(long seed) {
    RandomGenerator generator = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    return new RandomGenerator() {
      @Override
      public synchronized long nextLong() {
        return generator.nextLong();
      }
    };
  }

  /// A store that takes so many requests in each second and refuses the others, and threads that
  /// send as fast as they may, each request taking 100 ms: 320 a second.
  private void run(RequestPacer pacer, int most) {
    int[] inSecond = new int[(int) TIME.toSeconds() + 2];
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < THREADS; i++) {
        executor.execute(() -> {
          while (clock.time().compareTo(TIME) < 0) {
            pacer.awaitTurn();
            clock.await(Duration.ofMillis(100).toNanos());
            synchronized (inSecond) {
              sent++;
              if (++inSecond[(int) Math.min(TIME.toSeconds(), clock.time().toSeconds())] <= most) {
                pacer.succeeded();
              } else {
                refused++;
                pacer.throttled();
              }
            }
          }
          clock.leave();
        });
      }
    }
  }

  @Test
  void holdsNothingBackWhileNobodyAsksForIt() {
    RequestPacer pacer = new RequestPacer(Double.POSITIVE_INFINITY, random(1), clock);

    run(pacer, Integer.MAX_VALUE);

    assertThat(sent).isBetween(38_300, 38_500);
    assertThat(pacer.slowedFor()).isZero();
  }

  @Test
  void findsTheRateThatAStoreTakes() {
    Seeded.trials(
        3,
        seed -> {
          clock = new VirtualClock(THREADS);
          sent = 0;
          refused = 0;
          RequestPacer pacer =
              new RequestPacer(Double.POSITIVE_INFINITY, random(seed.nextLong()), clock);

          run(pacer, 100);

          assertThat((sent - refused) / TIME.toSeconds()).isBetween(60L, 100L);
          assertThat(refused).isLessThan(sent / 10);
          assertThat(pacer.slowedFor()).isGreaterThan(TIME.dividedBy(2));
        });
  }

  @Test
  void neverExceedsTheCap() {
    RequestPacer pacer = new RequestPacer(50, random(1), clock);

    run(pacer, Integer.MAX_VALUE);

    assertThat(sent).isBetween(5_800, 6_050);
    assertThat(pacer.cappedFor()).isGreaterThan(TIME.dividedBy(2));
    assertThat(pacer.slowedFor()).isZero();
  }

  /// The first requests of a run say little about how many a second there would have been.
  @Test
  void doesNotCrawlAfterAFewRefusalsAtTheBeginning() {
    clock = new VirtualClock(1);
    RequestPacer pacer = new RequestPacer(Double.POSITIVE_INFINITY, random(1), clock);
    for (int i = 0; i < 3; i++) {
      pacer.awaitTurn();
      pacer.throttled();
    }

    for (int i = 0; i < 200; i++) {
      pacer.awaitTurn();
      pacer.succeeded();
    }

    assertThat(clock.time()).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void aCapMayBeLessThanOneASecond() {
    clock = new VirtualClock(1);
    RequestPacer pacer = new RequestPacer(0.5, random(1), clock);

    for (int i = 0; i < 11; i++) {
      pacer.awaitTurn();
    }

    assertThat(clock.time()).isEqualTo(Duration.ofSeconds(20));
    assertThatThrownBy(() -> new RequestPacer(0, random(1), clock))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
