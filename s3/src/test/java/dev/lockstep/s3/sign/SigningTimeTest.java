package dev.lockstep.s3.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SigningTimeTest {
  private static final DateTimeFormatter WITNESS =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  @Test
  void isWrittenAsTheStandardLibraryWritesIt() {
    Random random = new Random(5);
    for (int i = 0; i < 5000; i++) {
      long millis = random.nextLong(0, 253_402_300_799_000L);
      SigningTime time = SigningTime.of(millis);
      String expected = WITNESS.format(Instant.ofEpochMilli(millis));
      assertThat(time.text()).isEqualTo(expected);
      assertThat(time.date()).isEqualTo(expected.substring(0, 8));
    }
  }
}
