package dev.lockstep.s3.xml;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IsoTimeTest {
  private static long quick(String text) {
    byte[] bytes = ("<" + text + "<").getBytes(US_ASCII);
    return IsoTime.millis(bytes, 1, bytes.length - 1);
  }

  @Test
  void readsTheUsualFormAsTheStandardLibraryDoes() {
    Random random = new Random(4);
    for (int i = 0; i < 20_000; i++) {
      Instant time =
          Instant.ofEpochMilli(random.nextLong(-62_135_596_800_000L, 253_402_300_799_999L));
      String text = time.toString();
      assertThat(quick(text)).as(text).isEqualTo(time.toEpochMilli());
    }
  }

  @Test
  void takesNoWrongTimeForARightOne() {
    Random random = new Random(5);
    String alphabet = "0123456789-T:.Z+ a";
    for (int i = 0; i < 100_000; i++) {
      char[] text = "2026-11-23T16:01:53.123Z".toCharArray();
      for (int change = random.nextInt(3); change >= 0; change--) {
        text[random.nextInt(text.length)] = alphabet.charAt(random.nextInt(alphabet.length()));
      }
      String time = new String(text);
      long millis = quick(time);
      if (millis != IsoTime.UNUSUAL) {
        assertThat(millis).as(time).isEqualTo(witness(time));
      }
    }
  }

  private static long witness(String text) {
    try {
      return Instant.parse(text).toEpochMilli();
    } catch (DateTimeException _) {
      return IsoTime.UNUSUAL;
    }
  }

  @Test
  void readsOtherFormsSlowly() {
    assertThat(quick("2026-11-23T16:01:53.123456Z")).isEqualTo(IsoTime.UNUSUAL);
    assertThat(IsoTime.millis("2026-11-23T17:01:53.5+01:00"))
        .isEqualTo(Instant.parse("2026-11-23T16:01:53.500Z").toEpochMilli());
    assertThatThrownBy(() -> IsoTime.millis("today")).isInstanceOf(XmlException.class);
  }
}
