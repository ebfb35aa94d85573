package dev.lockstep.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.Seeded;
import dev.lockstep.object.ObjectKey;
import org.junit.jupiter.api.Test;

class PrefixMappingTest {
  private static PrefixMapping mapping(String source, String destination) {
    return new PrefixMapping(ObjectKey.of(source), ObjectKey.of(destination));
  }

  @Test
  void putsOnePrefixInPlaceOfAnotherAndBack() {
    PrefixMapping mapping = mapping("photos/2026", "old/");

    assertThat(mapping.destinationOf(ObjectKey.of("photos/2026/a")))
        .isEqualTo(ObjectKey.of("old//a"));
    assertThat(mapping.destinationOf(ObjectKey.of("photos/2026"))).isEqualTo(ObjectKey.of("old/"));
    assertThat(mapping.sourceOf(ObjectKey.of("old//a"))).isEqualTo(ObjectKey.of("photos/2026/a"));
  }

  @Test
  void keepsTheOrderOfKeys() {
    Seeded.trials(
        200,
        random -> {
          PrefixMapping mapping = mapping("a", "b".repeat(random.nextInt(3)));
          byte[] one = new byte[random.nextInt(4)];
          byte[] other = new byte[random.nextInt(4)];
          random.nextBytes(one);
          random.nextBytes(other);
          ObjectKey left = ObjectKey.of("a").then(ObjectKey.ofBytes(one, 0, one.length));
          ObjectKey right = ObjectKey.of("a").then(ObjectKey.ofBytes(other, 0, other.length));

          int there = mapping.destinationOf(left).compareTo(mapping.destinationOf(right));

          assertThat(Integer.signum(there)).isEqualTo(Integer.signum(left.compareTo(right)));
          assertThat(mapping.sourceOf(mapping.destinationOf(left))).isEqualTo(left);
        });
  }

  @Test
  void overlapsWhereOnePrefixLiesInTheOther() {
    assertThat(PrefixMapping.SAME_NAMES.overlaps()).isTrue();
    assertThat(mapping("", "copy/").overlaps()).isTrue();
    assertThat(mapping("a", "a/b").overlaps()).isTrue();
    assertThat(mapping("a/b", "a").overlaps()).isTrue();
    assertThat(mapping("a/", "b/").overlaps()).isFalse();
    assertThat(mapping("ab", "aa").overlaps()).isFalse();
  }
}
