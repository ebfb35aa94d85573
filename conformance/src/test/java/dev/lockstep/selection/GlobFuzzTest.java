package dev.lockstep.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Patterns of chance on keys of chance: refused, or matched as by the plainest of all matchers,
/// and never slowly.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class GlobFuzzTest {
  @Test
  void matchesAsThePlainestMatcherDoes() {
    long seed = 5;
    Random random = new Random(seed);
    int matched = 0;
    for (int round = 0; round < Mutations.rounds(); round++) {
      String pattern = text(random, "ab/*?", 8);
      String key = text(random, "ab/", 8);

      boolean matches = Glob.of(pattern).matches(key);

      assertThat(matches)
          .as("seed %d, round %d: %s on %s", seed, round, pattern, key)
          .isEqualTo(matches(pattern, 0, key, 0));
      matched += matches ? 1 : 0;
    }
    assertThat(matched).isPositive();
  }

  @Test
  void refusesOrTakesWhateverIsWritten() {
    long seed = 6;
    Mutations mutations = new Mutations(seed, List.of("[", "]", "[!", "-", "\\", "*", "😀"));
    for (int round = 0; round < Mutations.rounds(); round++) {
      String pattern =
          new String(
              mutations.of("a[b-d]*[!x]?\\*".getBytes(StandardCharsets.UTF_8)),
              StandardCharsets.UTF_8);
      try {
        Glob.of(pattern).matches("acxyz*");
      } catch (IllegalArgumentException e) {
        assertThat(e).as("seed %d, round %d", seed, round).hasMessageMatching("(?s).+");
      }
    }
  }

  @Test
  void isNotSlowedDownByManyStars() {
    Glob stars = Glob.of("*a".repeat(400) + "b");

    assertThat(stars.matches("a".repeat(1024))).isFalse();
  }

  private static String text(Random random, String alphabet, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static boolean matches(String pattern, int at, String key, int from) {
    if (at == pattern.length()) {
      return from == key.length();
    }
    char token = pattern.charAt(at);
    if (token == '*') {
      return matches(pattern, at + 1, key, from)
          || from < key.length() && matches(pattern, at, key, from + 1);
    }
    return from < key.length()
        && (token == '?' || token == key.charAt(from))
        && matches(pattern, at + 1, key, from + 1);
  }
}
