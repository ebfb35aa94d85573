package dev.lockstep.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Spoilt heads of answers: read, or said to be none.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class AnswerHeadFuzzTest {
  private static final String HEAD =
      """
      HTTP/1.1 403 Forbidden\r
      x-amz-request-id: R1\r
      Content-Type: application/xml\r
      Content-Length: 200\r
      Date: Mon, 23 Nov 2026 12:00:00 GMT\r
      \r
      """;
  private static final List<String> WORDS =
      List.of(
          "\r\n",
          "\n",
          ":",
          ": ",
          "HTTP/1.1 200 OK",
          "\u0000",
          "chunked",
          "Transfer-Encoding: ",
          "<Error>",
          "</Error>",
          "<Code>",
          "&",
          "&#1;",
          "<!DOCTYPE x>",
          "<![CDATA[",
          "]]>",
          "<html>",
          "999999999999999999999",
          "-1");

  @Test
  void readsAHeadOrSaysThatItIsNone() {
    long seed = 3;
    Mutations mutations = new Mutations(seed, WORDS);
    int read = 0;
    for (int round = 0; round < Mutations.rounds(); round++) {
      byte[] spoilt = mutations.of(HEAD.getBytes(StandardCharsets.ISO_8859_1));
      AnswerHead head = new AnswerHead();
      head.reset(0);
      try {
        int end = head.parse(spoilt, spoilt.length);
        read += end >= 0 ? 1 : 0;
        assertThat(end).as("seed %d, round %d", seed, round).isBetween(-1, spoilt.length);
      } catch (WireException e) {
        assertThat(e).as("seed %d, round %d", seed, round).hasMessageMatching("(?s).+");
      }
    }
    assertThat(read).isPositive();
  }
}
