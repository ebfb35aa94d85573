package dev.lockstep.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Spoilt documents of errors: read, or said to be no document; no entity is ever looked up.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ErrorFuzzTest {
  private static final String ERROR =
      """
      <?xml version="1.0"?>
      <Error><Code>AccessDenied</Code><Message>No &amp; never</Message>\
      <Resource>/b/k</Resource><RequestId>R1</RequestId></Error>\
      """;
  private static final List<String> WORDS =
      List.of(
          "<Error>",
          "</Error>",
          "<Code>",
          "&",
          "&#1;",
          "&b;",
          "<![CDATA[",
          "]]>",
          "<html>",
          "\u0000",
          "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
          "<!--",
          "-->",
          "<?x y?>");

  @Test
  void readsADocumentOrSaysThatItIsNone() {
    long seed = 4;
    Mutations mutations = new Mutations(seed, WORDS);
    int read = 0;
    for (int round = 0; round < Mutations.rounds(); round++) {
      byte[] spoilt = mutations.of(ERROR.getBytes(StandardCharsets.UTF_8));
      try {
        XmlElement document = XmlElement.read(spoilt, spoilt.length);
        read++;
        assertThat(document.textOr("Code", "") + document.textOr("Message", ""))
            .as("seed %d, round %d", seed, round)
            .doesNotContain("root:");
      } catch (XmlException e) {
        assertThat(e).as("seed %d, round %d", seed, round).hasMessageMatching("(?s).+");
      }
    }
    assertThat(read).isPositive();
  }
}
