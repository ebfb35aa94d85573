package dev.lockstep.s3.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AnswerHeadTest {
  private static final String[] NAMES = {
    "ETag", "content-length", "X-Amz-Meta-A", "x-amz-meta-b", "Date", "X-Odd~Name!", "etagg"
  };

  private static AnswerHead parsed(String text) throws WireException {
    AnswerHead head = new AnswerHead();
    byte[] bytes = text.getBytes(ISO_8859_1);
    head.reset(0);
    assertThat(head.parse(bytes, bytes.length)).isEqualTo(bytes.length);
    return head;
  }

  @Test
  void findsHeadersWhateverTheirCase() throws WireException {
    AnswerHead head =
        parsed(
            "HTTP/1.1 206 Partial\r\neTaG:  \"a b\" \t\r\nX-Amz-Meta-N\u00e4me: 1\r\n\r\n"
                .replace("\u00e4", "a"));

    assertThat(head.status()).isEqualTo(206);
    assertThat(head.value(HeaderName.of("ETag"))).isEqualTo("\"a b\"");
    assertThat(head.has(HeaderName.of("etagx"))).isFalse();
    Map<String, String> metadata = new TreeMap<>();
    head.each(HeaderName.of("x-amz-meta-"), metadata::put);
    assertThat(metadata).containsExactly(Map.entry("name", "1"));
  }

  @Test
  void readsAnyHeadInAnyPieces() throws WireException {
    for (int seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      List<String[]> headers = new ArrayList<>();
      StringBuilder text = new StringBuilder("HTTP/1.1 200 OK\r\n");
      for (int i = random.nextInt(60); i > 0; i--) {
        String name = NAMES[random.nextInt(NAMES.length)] + (random.nextBoolean() ? "" : i);
        String value = value(random);
        headers.add(new String[] {name, value});
        text.append(name).append(random.nextBoolean() ? ":" : ": \t").append(value);
        text.append(random.nextBoolean() ? "\r\n" : " \n");
      }
      byte[] bytes = text.append("\r\nbody").toString().getBytes(ISO_8859_1);
      AnswerHead head = new AnswerHead();
      head.reset(0);
      int end = 0;
      int behind = -1;
      while (behind < 0) {
        end = Math.min(bytes.length, end + 1 + random.nextInt(40));
        behind = head.parse(bytes, end);
      }
      assertThat(behind).isEqualTo(bytes.length - 4);
      for (String[] header : headers) {
        String expected = first(headers, header[0]);
        assertThat(head.value(HeaderName.of(header[0]))).isEqualTo(expected);
      }
    }
  }

  private static String value(Random random) {
    StringBuilder value = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      value.append((char) random.nextInt(33, 256));
    }
    return value.toString();
  }

  private static String first(List<String[]> headers, String name) {
    for (String[] header : headers) {
      if (header[0].toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
        return header[1];
      }
    }
    throw new AssertionError(name);
  }

  @Test
  void refusesWhatIsNoHttp() {
    for (String text :
        new String[] {
          "HTTP/2 200 OK\r\n\r\n",
          "SSH-2.0-OpenSSH_9.2\r\n\r\n",
          "HTTP/1.1 20 OK\r\n\r\n",
          "HTTP/1.1 2x0 OK\r\n\r\n",
          "HTTP/1.1 2000 OK\r\n\r\n",
          "\r\n\r\n",
          "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
          "HTTP/1.1 200 OK\r\n: no name\r\n\r\n",
          "HTTP/1.1 200 OK\r\na b: blank\r\n\r\n",
          "HTTP/1.1 200 OK\r\na: 1\r\n folded\r\n\r\n",
          "HTTP/1.1 200 OK\r\na\u0000: 1\r\n\r\n"
        }) {
      assertThatThrownBy(() -> parsed(text)).as(text).isInstanceOf(WireException.class);
    }
  }

  @Test
  void refusesAFloodOfHeaders() {
    String flood = "HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(AnswerHead.MOST_HEADERS + 1) + "\r\n";

    assertThatThrownBy(() -> parsed(flood)).hasMessageContaining("more than 1000 headers");
  }

  @Test
  void refusesNumbersThatTwoReadersCouldReadDifferently() throws WireException {
    HeaderName length = HeaderName.of("content-length");
    assertThat(parsed("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n").number(length)).isEqualTo(5);
    assertThat(parsed("HTTP/1.1 200 OK\r\n\r\n").number(length)).isEqualTo(-1);
    for (String lines :
        new String[] {
          "Content-Length: 5\r\nContent-Length: 6",
          "Content-Length: +5",
          "Content-Length: 5, 5",
          "Content-Length: 0x5",
          "Content-Length: ",
          "Content-Length: 9999999999999999999"
        }) {
      AnswerHead head = parsed("HTTP/1.1 200 OK\r\n" + lines + "\r\n\r\n");
      assertThatThrownBy(() -> head.number(length)).as(lines).isInstanceOf(WireException.class);
    }
  }

  @Test
  void neverFailsOtherwiseOnNoise() {
    Random random = new Random(8);
    byte[] original =
        "HTTP/1.1 200 OK\r\nETag: \"x\"\r\nContent-Length: 12\r\nConnection: close\r\n\r\n"
            .getBytes(ISO_8859_1);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = original.clone();
      for (int change = random.nextInt(5); change >= 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      AnswerHead head = new AnswerHead();
      head.reset(0);
      try {
        head.parse(bytes, bytes.length);
        head.keepsAlive();
        head.number(HeaderName.of("content-length"));
      } catch (WireException e) {
        assertThat(e.stage()).isEqualTo(WireException.Stage.MALFORMED);
      }
    }
  }
}
