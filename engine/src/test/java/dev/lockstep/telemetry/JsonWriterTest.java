package dev.lockstep.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.Seeded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  private static final String LETTERS =
      "aZ\"\\/\b\f\n\r\t\u0000\u001f\u007f\u2028ü漢\ud83d\ude00\uffff";

  @Test
  void writesWhatAStrictReaderReadsBack() {
    Seeded.trials(
        500,
        random -> {
          StringBuilder out = new StringBuilder();
          Object tree = write(new JsonWriter(out), random, 0);

          assertThat(StrictJson.parse(out.toString())).isEqualTo(tree);
        });
  }

  private static Object write(JsonWriter json, RandomGenerator random, int depth) {
    return switch (random.nextInt(depth > 3 ? 5 : 7)) {
      case 0 -> {
        json.value((String) null);
        yield Optional.empty();
      }
      case 1 -> {
        boolean value = random.nextBoolean();
        json.value(value);
        yield value;
      }
      case 2 -> {
        long value = random.nextLong() >> random.nextInt(64);
        json.value(value);
        yield new StrictJson.Digits(Long.toString(value));
      }
      case 3, 4 -> {
        String value = text(random);
        json.value(value);
        yield value;
      }
      case 5 -> array(json, random, depth);
      default -> object(json, random, depth);
    };
  }

  private static List<Object> array(JsonWriter json, RandomGenerator random, int depth) {
    List<Object> values = new ArrayList<>();
    json.beginArray();
    for (int i = random.nextInt(4); i > 0; i--) {
      values.add(write(json, random, depth + 1));
    }
    json.endArray();
    return values;
  }

  private static Map<String, Object> object(JsonWriter json, RandomGenerator random, int depth) {
    Map<String, Object> members = new LinkedHashMap<>();
    json.beginObject();
    for (int i = random.nextInt(4); i > 0; i--) {
      String name = i + text(random);
      json.name(name);
      members.put(name, write(json, random, depth + 1));
    }
    json.endObject();
    return members;
  }

  /// Any characters, halves of pairs among them.
  private static String text(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(10); i > 0; i--) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  @Test
  void escapesHalvesOfPairsSoThatTheTextCanBeEncoded() {
    StringBuilder out = new StringBuilder();
    new JsonWriter(out).value("\ud83d \ude00 \ud83d\ude00");

    assertThat(out).hasToString("\"\\ud83d \\ude00 \ud83d\ude00\"");
  }

  @Test
  void tellsThatItCouldNotWrite() {
    Writer full =
        new Writer() {
          @Override
          public void write(char[] buffer, int from, int length) throws IOException {
            throw new IOException("disk full");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };

    assertThatThrownBy(() -> new JsonWriter(full).member("a", 1))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("disk full");
  }
}
