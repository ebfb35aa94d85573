package dev.lockstep.testkit;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Runs part of a contract with many seeds; a failure names its seed. (Engine's own tests, which
/// can't see this module, have the like.)
public final class Seeded {
  private Seeded() {}

  /// What is tried with one source of chance.
  @FunctionalInterface
  public interface Trial {
    void run(RandomGenerator random);
  }

  public static void trials(int count, Trial trial) {
    for (int seed = 0; seed < count; seed++) {
      try {
        trial.run(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("With seed " + seed + ": " + e, e);
      }
    }
  }
}
