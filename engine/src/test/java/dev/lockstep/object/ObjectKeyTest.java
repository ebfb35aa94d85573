package dev.lockstep.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.Seeded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ObjectKeyTest {
  @Test
  void ordersByUnsignedBytesAndNotAsTextDoes() {
    // In UTF-16, which String compares by, the halves of U+1F600 come before U+FF5E.
    String fullwidth = "\uff5e";
    String face = "\ud83d\ude00";
    assertThat(fullwidth).isGreaterThan(face);

    assertThat(ObjectKey.of(fullwidth)).isLessThan(ObjectKey.of(face));
    List<ObjectKey> keys =
        new ArrayList<>(
            Stream.of(face, fullwidth, "ä", "z", "a/", "a", "").map(ObjectKey::of).toList());
    keys.sort(null);

    assertThat(keys.stream().map(ObjectKey::text))
        .containsExactly("", "a", "a/", "z", "ä", fullwidth, face);
  }

  @Test
  void givesBackTheBytesItWasMadeOfWhateverTheyAre() {
    Seeded.trials(
        200,
        random -> {
          byte[] bytes = new byte[random.nextInt(40)];
          random.nextBytes(bytes);
          byte[] around = new byte[bytes.length + 7];
          System.arraycopy(bytes, 0, around, 3, bytes.length);

          ObjectKey key = ObjectKey.ofBytes(around, 3, 3 + bytes.length);

          Arrays.fill(around, (byte) 'x');
          assertThat(key.toBytes()).isEqualTo(bytes);
          assertThat(key.length()).isEqualTo(bytes.length);
          byte[] copied = new byte[bytes.length + 1];
          key.copyInto(copied, 1);
          assertThat(Arrays.copyOfRange(copied, 1, copied.length)).isEqualTo(bytes);
          for (int i = 0; i < bytes.length; i++) {
            assertThat(key.byteAt(i)).isEqualTo(Byte.toUnsignedInt(bytes[i]));
          }
        });
  }

  @Test
  void comparesAlikeWithAKeyAndWithBytesOfAnArray() {
    Seeded.trials(
        200,
        random -> {
          byte[] one = new byte[random.nextInt(5)];
          byte[] other = new byte[random.nextInt(5)];
          random.nextBytes(one);
          random.nextBytes(other);
          ObjectKey left = ObjectKey.ofBytes(one, 0, one.length);
          ObjectKey right = ObjectKey.ofBytes(other, 0, other.length);

          int order = Integer.signum(Arrays.compareUnsigned(one, other));

          assertThat(Integer.signum(left.compareTo(right))).isEqualTo(order);
          assertThat(Integer.signum(left.compareTo(other, 0, other.length))).isEqualTo(order);
          assertThat(left.equals(right)).isEqualTo(order == 0);
          assertThat(order != 0 || left.hashCode() == right.hashCode()).isTrue();
        });
  }

  @Test
  void joinsAndPartsAtAnyByte() {
    ObjectKey whole = ObjectKey.of("a/ü/b");
    for (int at = 0; at <= whole.length(); at++) {
      ObjectKey beginning = ObjectKey.ofBytes(whole.toBytes(), 0, at);
      assertThat(beginning.then(whole.after(at))).isEqualTo(whole);
      assertThat(whole.startsWith(beginning)).isTrue();
    }
    assertThat(ObjectKey.of("a").startsWith(whole)).isFalse();
    assertThat(ObjectKey.of("ab").startsWith(ObjectKey.of("b"))).isFalse();
    assertThat(ObjectKey.of("a/").endsWith('/')).isTrue();
    assertThat(ObjectKey.EMPTY.endsWith('/')).isFalse();
    assertThat(ObjectKey.EMPTY.isEmpty()).isTrue();
  }

  @Test
  void keepsComposedAndDecomposedSpellingsApart() {
    assertThat(ObjectKey.of("\u00e9")).isNotEqualTo(ObjectKey.of("e\u0301"));
    assertThat(ObjectKey.of("a//b")).isNotEqualTo(ObjectKey.of("a/b"));
    assertThat(ObjectKey.of("./a")).isNotEqualTo(ObjectKey.of("a"));
  }

  @Test
  void refusesTextThatNoUtf8CanHold() {
    assertThatThrownBy(() -> ObjectKey.of("a\ud83d")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ObjectKey.of("\ude00a")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void showsItselfWithoutObeyingWhatItHolds() {
    assertThat(ObjectKey.of("line\nbreak\u001b[2J")).hasToString("line\\nbreak\\u001b[2J");
    assertThat(ObjectKey.of("plain\\and ünï😀")).hasToString("plain\\and ünï😀");
    byte[] noUtf8 = {'a', (byte) 0xff};
    assertThat(ObjectKey.ofBytes(noUtf8, 0, 2).text()).isEqualTo("a\ufffd");
    assertThat(ObjectKey.of("ünï").toBytes()).isEqualTo("ünï".getBytes(UTF_8));
  }
}
