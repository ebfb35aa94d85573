package dev.lockstep.s3.sign;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.s3.wire.WireText;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PercentEncodingTest {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  @Test
  void encodesEveryByteOnceAndReversibly() {
    Random random = new Random(11);
    for (int round = 0; round < 2000; round++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      WireText path = new WireText();
      PercentEncoding.putPath(path, bytes);
      WireText query = new WireText();
      PercentEncoding.putQuery(query, bytes);

      assertThat(decoded(path.toString())).isEqualTo(bytes);
      assertThat(decoded(query.toString())).isEqualTo(bytes);
      assertThat(path.toString()).isEqualTo(query.toString().replace("%2F", "/"));
    }
  }

  @Test
  void leavesOnlyUnreservedBytesAsTheyAre() {
    for (int value = 0; value < 256; value++) {
      WireText text = new WireText();
      PercentEncoding.putQuery(text, new byte[] {(byte) value});
      String expected =
          UNRESERVED.indexOf(value) >= 0
              ? String.valueOf((char) value)
              : String.format("%%%02X", value);
      assertThat(text.toString()).isEqualTo(expected);
    }
  }

  private static byte[] decoded(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
        i += 2;
      } else {
        assertThat(UNRESERVED + "/").contains(String.valueOf(c));
        bytes.writeBytes(String.valueOf(c).getBytes(ISO_8859_1));
      }
    }
    return bytes.toByteArray();
  }
}
