package dev.lockstep.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectSummaryTest {
  private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

  @Test
  void sizesAndAgesFallIntoRangesWhoseEndsBelongToTheNext() {
    ObjectSummary summary = new ObjectSummary(1, NOW, 10);
    for (long size :
        List.of(0L, 1L, 1_023L, 1_024L, 8_191L, 8_192L, 1L << 37, Long.MAX_VALUE / 8)) {
      summary.add(0, "k", size, NOW, null);
    }
    summary.add(0, "k", null, NOW.plusSeconds(60), null);
    summary.add(0, "k", null, NOW.minusSeconds(3_600), null);

    List<Long> sizes = summary.sizes().totals().stream().map(Totals::objects).toList();
    assertThat(sizes).containsExactly(1L, 2L, 2L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 2L);
    assertThat(summary.sizes().bounds()).startsWith(1L, 1_024L, 8_192L).endsWith(1L << 37);
    List<Long> ages = summary.ages().totals().stream().map(Totals::objects).toList();
    assertThat(ages).startsWith(9L, 1L, 0L).hasSize(10);
  }

  @Test
  void whatNobodySaysIsCountedAsAnObjectAndInNoRange() {
    ObjectSummary summary = new ObjectSummary(2, NOW, 10);
    summary.add(1, "k", null, null, null);

    assertThat(summary.all().objects(1)).isEqualTo(1);
    assertThat(summary.sizes().isEmpty()).isTrue();
    assertThat(summary.ages().isEmpty()).isTrue();
    assertThat(summary.classes().totals()).isEmpty();
  }

  @Test
  void namesOfStorageClassesBeyondTheMostAreTogether() {
    ObjectSummary summary = new ObjectSummary(1, NOW, 10);
    for (int i = 0; i < 1_000; i++) {
      summary.add(0, "k", 1L, NOW, "CLASS_" + i);
    }

    assertThat(summary.classes().totals()).hasSize(25).containsKey(Groups.OTHERS);
    assertThat(summary.classes().totals().values().stream().mapToLong(Totals::objects).sum())
        .isEqualTo(1_000);
  }

  @Test
  void clearedItIsAsNew() {
    ObjectSummary summary = new ObjectSummary(1, NOW, 10);
    summary.add(0, "a/k", 5L, NOW, "STANDARD");

    summary.clear();

    assertThat(summary.all().objects()).isZero();
    assertThat(summary.prefixes().tree().all().objects()).isZero();
    assertThat(summary.classes().totals()).isEmpty();
  }
}
