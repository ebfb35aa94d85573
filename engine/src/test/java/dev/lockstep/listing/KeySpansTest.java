package dev.lockstep.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.object.ObjectKey;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeySpansTest {
  private final KeySpans spans = new KeySpans();

  private static KeySpan span(String after, @Nullable String upTo) {
    return new KeySpan(ObjectKey.of(after), upTo == null ? null : ObjectKey.of(upTo));
  }

  @Test
  void leavesEverythingOutWhenItIsEmpty() {
    assertThat(spans.gaps()).containsExactly(KeySpan.EVERYTHING);
  }

  @Test
  void joinsWhatTouches() {
    spans.add(span("c", "d"));
    spans.add(span("", "a"));
    assertThat(spans.gaps()).containsExactly(span("a", "c"), span("d", null));

    assertThat(spans.add(span("a", "c"))).isEqualTo(span("", "d"));
    assertThat(spans.gaps()).containsExactly(span("d", null));

    spans.add(span("b", null));
    assertThat(spans.spans()).containsExactly(KeySpan.EVERYTHING);
    assertThat(spans.gaps()).isEmpty();
  }

  @Test
  void holdsWhatWasAddedAndNothingElse() {
    long seed = 4;
    Random random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      KeySpans some = new KeySpans();
      boolean[] in = new boolean[26];
      for (int i = random.nextInt(8); i > 0; i--) {
        int from = random.nextInt(26);
        int to = from + 1 + random.nextInt(26 - from);
        some.add(span(from == 0 ? "" : letter(from - 1), to == 26 ? null : letter(to - 1)));
        for (int k = from; k < to; k++) {
          in[k] = true;
        }
      }
      for (int k = 0; k < 26; k++) {
        ObjectKey key = ObjectKey.of(letter(k));
        assertThat(holds(some.spans(), key)).as("seed %d, round %d", seed, round).isEqualTo(in[k]);
        assertThat(holds(some.gaps(), key))
            .as("seed %d, round %d", seed, round)
            .isNotEqualTo(in[k]);
      }
    }
  }

  private static String letter(int index) {
    return String.valueOf((char) ('a' + index));
  }

  private static boolean holds(List<KeySpan> spans, ObjectKey key) {
    return spans.stream().anyMatch(span -> span.contains(key));
  }
}
