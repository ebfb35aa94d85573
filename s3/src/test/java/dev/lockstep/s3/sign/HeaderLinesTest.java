package dev.lockstep.s3.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HeaderLinesTest {
  @Test
  void keepsHeadersInOrderAndEachOnce() {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      HeaderLines lines = new HeaderLines();
      TreeMap<String, String> expected = new TreeMap<>();
      for (int i = random.nextInt(40); i > 0; i--) {
        String name = "h" + random.nextInt(30);
        lines.set(name, "v" + i);
        expected.put(name, "v" + i);
      }
      TreeMap<String, String> actual = new TreeMap<>();
      for (int i = 0; i < lines.count(); i++) {
        assertThat(i == 0 || lines.name(i - 1).compareTo(lines.name(i)) < 0).isTrue();
        actual.put(lines.name(i), lines.value(i));
      }
      assertThat(actual).isEqualTo(expected);
    }
  }

  @Test
  void refusesWhatWouldBecomeAnotherRequest() {
    for (String value : new String[] {"a\r\nb", "a\nb", "\u0000", "a\u007f", "\u0100", "漢"}) {
      assertThatThrownBy(() -> new HeaderLines().set("x-amz-meta-a", value))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("x-amz-meta-a");
    }
    for (String name : new String[] {"a b", "a:b", "a\r\nb", "ü"}) {
      assertThatThrownBy(() -> new HeaderLines().set(name, "v"))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(new HeaderLines().set("x-amz-meta-a", "\u00e9\t").count()).isEqualTo(1);
  }
}
