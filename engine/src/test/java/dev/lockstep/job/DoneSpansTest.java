package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.listing.KeySpan;
import dev.lockstep.object.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DoneSpansTest {
  private final List<KeySpan> told = new ArrayList<>();
  private final DoneSpans spans = new DoneSpans(told::add);

  private static KeySpan span(String after, @Nullable String upTo) {
    return new KeySpan(ObjectKey.of(after), upTo == null ? null : ObjectKey.of(upTo));
  }

  @Test
  void tellsWhatIsComparedAndCopied() {
    spans.began(ObjectKey.of("b"));
    spans.compared(span("", "a"));
    spans.compared(span("a", "c"));
    spans.compared(span("c", "d"));
    spans.tell();
    assertThat(told).containsExactly(span("", "a"), span("c", "d"));

    spans.copied(ObjectKey.of("b"));
    told.clear();
    spans.tell();
    assertThat(told).containsExactly(span("", "d"));
  }

  @Test
  void neverTellsASpanInWhichACopyFailed() {
    spans.began(ObjectKey.of("b"));
    spans.compared(span("a", "b"));
    spans.failed(ObjectKey.of("b"));
    spans.compared(span("b", null));
    spans.tell();

    assertThat(told).containsExactly(span("b", null));
  }

  @Test
  void tellsTheFirstKeyFromTheNextSpan() {
    spans.began(ObjectKey.EMPTY);
    spans.compared(span("", "a"));
    spans.tell();

    assertThat(told).isEmpty();
  }

  @Test
  void tellsNowAndThen() {
    for (int i = 0; i < 200; i++) {
      spans.compared(span(i == 0 ? "" : key(i - 1), key(i)));
    }

    assertThat(told).hasSizeBetween(2, 10);
    assertThat(told.getLast()).isEqualTo(span("", key(199)));
  }

  private static String key(int i) {
    return "%04d".formatted(i);
  }
}
