package dev.lockstep.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DigestTextTest {
  private static final String DIGEST = "0123456789abcdef9f8e7d6c5b4a3021";

  /// The tag that was read, or what is told when there is none.
  private static Object read(String text) {
    byte[] bytes = ("x" + text + "-").getBytes(StandardCharsets.ISO_8859_1);
    EntryPage.Builder page = new EntryPage.Builder(1);
    int end = DigestText.read(bytes, 1, bytes.length - 1, page);
    if (end < 0) {
      return end;
    }
    page.key(ObjectKey.of("k")).endRow();
    assertThat(end).isEqualTo(bytes.length - 1);
    return Objects.requireNonNull(page.build().etag(0));
  }

  @Test
  void readsEveryDigitAtEveryPlace() {
    for (int place = 0; place < DIGEST.length(); place++) {
      for (char digit : "0123456789abcdef".toCharArray()) {
        String text = DIGEST.substring(0, place) + digit + DIGEST.substring(place + 1);
        assertThat(read(text)).isEqualTo(new ETag(text));
      }
    }
  }

  @Test
  void takesNoOtherCharacterAtAnyPlaceForADigit() {
    for (int place = 0; place < DIGEST.length(); place++) {
      for (char other = 0; other < 256; other++) {
        boolean digit = other >= '0' && other <= '9' || other >= 'a' && other <= 'f';
        String text = DIGEST.substring(0, place) + other + DIGEST.substring(place + 1);
        assertThat(read(text).equals(-1)).as("%d at %d", (int) other, place).isEqualTo(!digit);
      }
    }
  }

  @Test
  void readsPartsAndNothingThatIsNearlyParts() {
    assertThat(read(DIGEST + "-1")).isEqualTo(new ETag(DIGEST + "-1"));
    assertThat(read(DIGEST + "-10000")).isEqualTo(new ETag(DIGEST + "-10000"));
    assertThat(read(DIGEST + "-100000")).isEqualTo(-1);
    assertThat(read(DIGEST + "-01")).isEqualTo(-1);
    assertThat(read(DIGEST + "-")).isEqualTo(-1);
    assertThat(read(DIGEST.substring(1))).isEqualTo(-1);
  }
}
