package dev.lockstep.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
  private static final int[] LETTERS = "ab/.-\n😀".codePoints().toArray();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      textBlock =
          """
          *,        |a/b/c|,   true
          *,        ||,        true
          ||,       ||,        true
          ||,       a,         false
          a*c,      a/b/c,     true
          a*c,      a/b/cd,    false
          *.tmp,    x/y.tmp,   true
          *.tmp,    .tmp.gz,   false
          ?,        😀,        true
          ??,       😀,        false
          [a-c]x,   bx,        true
          [!a-c]x,  bx,        false
          [^a-c]x,  dx,        true
          []]x,     ]x,        true
          [a-],     -,         true
          [\\]],    ],         true
          \\*,      *,         true
          \\*,      a,         false
          a,        A,         false
          """)
  void matchesWholeKeys(String pattern, String key, boolean matches) {
    assertThat(Glob.of(pattern).matches(key)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "[a", "[]", "[!]", "[a-", "[\\", "a\\", "[b-a]"})
  void refusesAPatternThatMeansNothing(String pattern) {
    assertThatThrownBy(() -> Glob.of(pattern)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void agreesWithRegularExpressionsOnRandomPatternsAndKeys() {
    Seeded.trials(
        3000,
        random -> {
          StringBuilder pattern = new StringBuilder();
          StringBuilder oracle = new StringBuilder();
          int tokens = random.nextInt(7);
          for (int i = 0; i < tokens; i++) {
            token(random, pattern, oracle);
          }
          Glob glob = Glob.of(pattern.toString());
          Pattern regex = Pattern.compile(oracle.toString(), Pattern.DOTALL);
          for (int i = 0; i < 20; i++) {
            String key = key(random);
            assertThat(glob.matches(key))
                .as(pattern + " on " + key)
                .isEqualTo(regex.matcher(key).matches());
          }
        });
  }

  private static void token(RandomGenerator random, StringBuilder glob, StringBuilder regex) {
    switch (random.nextInt(6)) {
      case 0 -> {
        glob.append('*');
        regex.append(".*");
      }
      case 1 -> {
        glob.append('?');
        regex.append('.');
      }
      case 2 -> {
        String set = random.nextBoolean() ? "[a-b]" : "[/.]";
        glob.append(set);
        regex.append(set);
      }
      case 3 -> {
        glob.append("[!a/]");
        regex.append("[^a/]");
      }
      case 4 -> {
        String letter = letter(random);
        glob.append('\\').append(letter);
        regex.append(Pattern.quote(letter));
      }
      default -> {
        String letter = letter(random);
        glob.append(letter);
        regex.append(Pattern.quote(letter));
      }
    }
  }

  private static String letter(RandomGenerator random) {
    return Character.toString(LETTERS[random.nextInt(LETTERS.length)]);
  }

  private static String key(RandomGenerator random) {
    List<String> letters = new ArrayList<>();
    int length = random.nextInt(8);
    for (int i = 0; i < length; i++) {
      letters.add(letter(random));
    }
    return String.join("", letters);
  }

  @Test
  void takesNoLongerThanPatternTimesKey() {
    Glob glob = Glob.of("*a".repeat(50) + "b");

    assertThat(glob.matches("a".repeat(1024))).isFalse();
  }
}
