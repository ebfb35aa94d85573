package dev.lockstep.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonReaderTest {
  @Test
  void everyKindOfValueIsRead() {
    JsonValue.Members json =
        JsonReader.readMembers(
            " {\"a\": [1, -2.5e+3, true, false, null], \"b\":{}, \"c\":\"\\u00fc\\n\\\\/\\/\"} ");

    assertThat(json.array("a"))
        .containsExactly(
            new JsonValue.Numeral("1"),
            new JsonValue.Numeral("-2.5e+3"),
            new JsonValue.Flag(true),
            new JsonValue.Flag(false),
            new JsonValue.Nothing());
    assertThat(json.members("b")).isEqualTo(new JsonValue.Members(Map.of()));
    assertThat(json.needed("c")).isEqualTo("ü\n\\//");
    assertThat(json.text("d")).isNull();
  }

  @Test
  void whatIsNotQuiteJsonIsRefused() {
    for (String text :
        List.of(
            "",
            "{",
            "[1,]",
            "{\"a\"}",
            "{\"a\":1,}",
            "01",
            "1.",
            "-",
            "tru",
            "'a'",
            "\"a",
            "\"\n\"",
            "\"\\x\"",
            "\"\\u12g4\"",
            "[] []",
            "{\"a\":1,\"a\":2}",
            "[".repeat(100))) {
      assertThatThrownBy(() -> JsonReader.read(text)).as(text).isInstanceOf(JsonException.class);
    }
  }

  @Test
  void whatIsWrittenIsRead() {
    StringBuilder text = new StringBuilder();
    String awkward = "\"\\\u0000\u007f\uD83D\uDE00\uD800 ü\t";
    new JsonWriter(text).beginObject().member(awkward, awkward).endObject();

    assertThat(JsonReader.readMembers(text.toString()).text(awkward)).isEqualTo(awkward);
  }
}
