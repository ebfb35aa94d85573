package dev.lockstep.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.Seeded;
import dev.lockstep.object.ObjectKey;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CutsTest {
  private static final Alphabet DIGITS = new Alphabet();

  static {
    DIGITS.see(points("0123456789"));
  }

  private static int[] points(String text) {
    return text.codePoints().toArray();
  }

  private static List<ObjectKey> cuts(
      String at, int shared, String sibling, String values, int most) {
    TreeSet<Integer> all = new TreeSet<>();
    values.codePoints().forEach(all::add);
    return new Cuts(points(at), shared, points(sibling), all, DIGITS).evenly(most);
  }

  private static List<ObjectKey> keys(String... texts) {
    return List.of(texts).stream().map(ObjectKey::of).toList();
  }

  @Test
  void shareOutTheValuesOfOneCharacter() {
    assertThat(cuts("a-1", 0, "b", "abcdefgh", 3)).isEqualTo(keys("c", "e", "g"));
  }

  @Test
  void shareOutTheNextCharacterTooWhereThereAreFewValues() {
    assertThat(cuts("00", 0, "10", "01", 3)).isEqualTo(keys("05", "1", "15"));
  }

  @Test
  void beginWhereTheWalkerStands() {
    assertThat(cuts("06", 0, "10", "01", 6)).isEqualTo(keys("08", "1", "12", "14", "16", "18"));
  }

  @Test
  void ascendFromBehindTheWalker() {
    Seeded.trials(
        2000,
        random -> {
          String digits = "0123456789";
          String at = "x" + random.nextInt(1000);
          int first = at.charAt(1) - '0';
          Set<Integer> values = new TreeSet<>(Set.of((int) at.charAt(1)));
          digits.chars().skip(first).filter(_ -> random.nextInt(3) > 0).forEach(values::add);
          String text = values.stream().map(Character::toString).reduce("", String::concat);
          int most = 1 + random.nextInt(40);

          List<ObjectKey> found = cuts(at, 1, "x" + text.charAt(text.length() - 1), text, most);

          assertThat(found).hasSizeLessThanOrEqualTo(most).isSorted().doesNotHaveDuplicates();
          assertThat(found)
              .allMatch(cut -> cut.compareTo(ObjectKey.of(at.substring(0, 2))) > 0, "behind " + at);
        });
  }
}
