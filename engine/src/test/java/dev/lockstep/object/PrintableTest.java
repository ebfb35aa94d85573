package dev.lockstep.object;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 7, '\b', '\n', '\r', '\t', 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x200b, 0x200e, 0x2028, 0x2029,
        0x202a, 0x202e, 0x2066, 0x2069, 0xfeff, 0xe0001, 0xe007f
      })
  void escapesWhatATerminalWouldObeyOrHide(int point) {
    String escaped = Printable.escape("a" + Character.toString(point) + "b");

    assertThat(escaped).startsWith("a\\").endsWith("b").doesNotContain(Character.toString(point));
  }

  @Test
  void escapesHalvesOfCharactersAndEachBackslashBesideAnEscape() {
    assertThat(Printable.escape("\ud83d")).isEqualTo("\\ud83d");
    assertThat(Printable.escape("a\\b\nc")).isEqualTo("a\\\\b\\nc");
    assertThat(Printable.escape("\udb40\udc01")).isEqualTo("\\U000e0001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "back\\slash", "ünï 漢字 😀 \uff5e", "a//b?c#d%20+"})
  void leavesWhatCanBeShownAsItIs(String text) {
    assertThat(Printable.escape(text)).isSameAs(text);
  }
}
