package dev.lockstep.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.Seeded;
import dev.lockstep.endpoint.StoreLimits;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartPlanTest {
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # object,        preferred, parts, each
          0,               16777216,  1,     0
          1,               16777216,  1,     1
          16777216,        16777216,  1,     16777216
          16777217,        16777216,  2,     16777216
          1,               1,         1,     1
          5242881,         1,         2,     5242880
          5368709119,      16777216,  320,   16777216
          5368709120,      16777216,  320,   16777216
          5368709121,      16777216,  321,   16777216
          167772160000,    16777216,  10000, 16777216
          167772160001,    16777216,  9412,  17825792
          53687091200000,  16777216,  10000, 5368709120
          53687091199999,  16777216,  10000, 5368709120
          10737418240,     10737418240, 2,   5368709120
          """)
  void cutsByAPreferredSizeAsTheStoreAllows(long object, long preferred, int parts, long each) {
    PartPlan plan = PartPlan.bySize(object, preferred, StoreLimits.AMAZON_S3);

    assertThat(plan.count()).isEqualTo(parts);
    assertThat(plan.length(1)).isEqualTo(each);
    assertThat(plan.objectSize()).isEqualTo(object);
    assertThat(plan.fits(StoreLimits.AMAZON_S3)).isTrue();
    check(plan, object);
  }

  @Test
  void refusesAnObjectThatNoPartsCanHold() {
    assertThatThrownBy(
            () -> PartPlan.bySize(10_000L * 5 * GIB + 1, 16 * MIB, StoreLimits.AMAZON_S3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 53,687,091,200,000");
    StoreLimits scaleway = new StoreLimits(5 * GIB, 5 * MIB, 5 * GIB, 1000);
    assertThat(PartPlan.bySize(1000 * 5 * GIB, 16 * MIB, scaleway).count()).isEqualTo(1000);
    assertThatThrownBy(() -> PartPlan.bySize(1000 * 5 * GIB + 1, 16 * MIB, scaleway))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # object, parts, MiB a part
          0,        1,     8
          1,        1,     8
          16777216, 2,     8
          16777217, 3,     8
          20971520, 2,     16
          20971520, 4,     5
          31457280, 3,     10
          419430400, 4,    100
          1073741824, 1,   1024
          94371840, 10,    9
          """)
  void guessesTheCutsOfWidelyUsedUploaders(long object, int parts, long mib) {
    PartPlan plan = PartPlan.candidates(object, parts, 8).getFirst();

    assertThat(plan.count()).isEqualTo(parts);
    assertThat(plan.length(1)).isEqualTo(Math.min(object, mib * MIB));
    check(plan, object);
  }

  @Test
  void guessesEachWayOfCuttingOnce() {
    assertThat(PartPlan.candidates(3, 1, 8)).hasSize(1);
    assertThat(PartPlan.candidates(0, 1, 8)).hasSize(1);
    assertThat(PartPlan.candidates(24 * MIB, 2, 8).stream().map(plan -> plan.length(1) / MIB))
        .containsExactly(16L, 15L, 20L, 12L, 13L, 14L, 17L, 18L);
  }

  @Test
  void guessesAsManyPartsAsThereAreForWhateverUploadersCut() {
    Seeded.trials(
        500,
        random -> {
          long part = (5 + random.nextInt(100)) * MIB;
          int parts = 1 + random.nextInt(300);
          long object = part * (parts - 1) + 1 + random.nextLong(part);

          PartPlan plan = PartPlan.candidates(object, parts, 8).getFirst();

          check(plan, object);
          assertThat(plan.count()).isEqualTo(parts);
        });
  }

  @Test
  void coversTheObjectExactlyWithinTheLimitsOfAnyStore() {
    Seeded.trials(
        1000,
        random -> {
          StoreLimits limits = limits(random);
          long object = random.nextLong(limits.largestObject() + 1) >> random.nextInt(40);
          if (object <= limits.largestPart() * limits.parts()) {
            PartPlan plan = PartPlan.bySize(object, 1 + random.nextLong(64 * MIB), limits);
            check(plan, object);
            assertThat(plan.fits(limits)).as(object + " in " + limits).isTrue();
          }
        });
  }

  private static StoreLimits limits(RandomGenerator random) {
    long smallest = 1 + random.nextLong(5 * MIB);
    long largest = smallest + random.nextLong(5 * GIB);
    return new StoreLimits(
        1 + random.nextLong(5 * GIB), smallest, largest, 1 + random.nextInt(2000));
  }

  @Test
  void cutsAsToldWhateverTheSizes() {
    PartPlan plan = PartPlan.of(new long[] {5, 6, 4});

    assertThat(plan.range(1)).hasToString("bytes=0-4");
    assertThat(plan.range(2)).hasToString("bytes=5-10");
    assertThat(plan.range(3)).hasToString("bytes=11-14");
    check(plan, 15);
  }

  @Test
  void fitsAStoreThatTakesEachPart() {
    StoreLimits limits = new StoreLimits(100, 5, 10, 3);

    assertThat(PartPlan.of(new long[] {5, 10, 1}).fits(limits)).isTrue();
    assertThat(PartPlan.of(new long[] {4, 10}).fits(limits)).isFalse();
    assertThat(PartPlan.of(new long[] {5, 11}).fits(limits)).isFalse();
    assertThat(PartPlan.of(new long[] {5, 5, 5, 5}).fits(limits)).isFalse();
    assertThat(PartPlan.of(new long[] {0}).fits(limits)).isTrue();
  }

  /// Parts follow one another from the first byte to the last.
  private static void check(PartPlan plan, long object) {
    long end = 0;
    for (int number = 1; number <= plan.count(); number++) {
      if (object > 0) {
        assertThat(plan.range(number).first()).isEqualTo(end);
        assertThat(plan.range(number).length()).isEqualTo(plan.length(number));
      }
      end += plan.length(number);
    }
    assertThat(end).isEqualTo(object);
  }
}
