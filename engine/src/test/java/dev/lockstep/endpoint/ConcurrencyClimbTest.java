package dev.lockstep.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.Seeded;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Against stores whose answers a second are a function of how many requests are under way, told
/// with some chance as on a real clock.
class ConcurrencyClimbTest {
  private static final int MOST = 64;
  private static final double CHANCE = 0.04;

  private final ConcurrencyClimb climb = new ConcurrencyClimb(MOST);

  private double run(IntToDoubleFunction store, int measurements, RandomGenerator random) {
    double all = 0;
    for (int i = 0; i < measurements; i++) {
      double rate = store.applyAsDouble(climb.limit());
      all += rate;
      double chance = 1 + CHANCE * (2 * random.nextDouble() - 1);
      climb.measured(rate * chance, climb.limit() < MOST);
    }
    return all / measurements;
  }

  /// So many at once are served side by side; others wait.
  private static IntToDoubleFunction serving(int atOnce) {
    return requests -> Math.min(requests, atOnce);
  }

  @Test
  void holdsBackNothingWhereMoreAtOnceAreMoreASecond() {
    Seeded.trials(
        20,
        random -> {
          ConcurrencyClimbTest fresh = new ConcurrencyClimbTest();
          assertThat(fresh.run(serving(1000), 10, random)).isGreaterThan(0.8 * MOST);
          assertThat(fresh.run(serving(1000), 1000, random)).isGreaterThan(0.95 * MOST);
        });
  }

  @Test
  void staysNearAsManyAsAreServedSideBySide() {
    Seeded.trials(
        50,
        random -> {
          ConcurrencyClimbTest fresh = new ConcurrencyClimbTest();
          int atOnce = 6 + random.nextInt(40);
          fresh.run(serving(atOnce), 200, random);
          double share = fresh.run(serving(atOnce), 1000, random) / atOnce;
          assertThat(share).as("%d at once", atOnce).isGreaterThan(0.9);
          assertThat(fresh.climb.limit()).as("%d at once", atOnce).isLessThan(2 * atOnce + 1);
        });
  }

  @Test
  void leavesAStoreAloneThatServesFewerWhenItIsAskedMore() {
    Seeded.trials(
        50,
        random -> {
          ConcurrencyClimbTest fresh = new ConcurrencyClimbTest();
          IntToDoubleFunction store = requests -> requests <= 20 ? requests : 400.0 / requests;
          fresh.run(store, 100, random);
          assertThat(fresh.run(store, 1000, random)).isGreaterThan(14);
        });
  }

  @Test
  void asksForLessWhenTheStoreBecomesSlowAndForMoreWhenItRecovers() {
    Seeded.trials(
        50,
        random -> {
          ConcurrencyClimbTest fresh = new ConcurrencyClimbTest();
          fresh.run(serving(40), 300, random);
          fresh.run(serving(6), 100, random);
          assertThat(fresh.climb.limit()).isLessThan(20);
          fresh.run(serving(40), 700, random);
          assertThat(fresh.run(serving(40), 500, random)).isGreaterThan(0.85 * 40);
        });
  }

  @Test
  void neverAsksForNothing() {
    Seeded.trials(
        20,
        random -> {
          ConcurrencyClimbTest fresh = new ConcurrencyClimbTest();
          fresh.run(serving(1), 2000, random);
          assertThat(fresh.climb.limit()).isBetween(ConcurrencyClimb.LEAST, 10);
        });
  }
}
