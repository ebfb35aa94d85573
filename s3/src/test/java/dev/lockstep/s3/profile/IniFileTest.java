package dev.lockstep.s3.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IniFileTest {
  private static IniFile parse(String text) {
    return IniFile.parse(text.lines().toList());
  }

  @Test
  void readsSectionsAndProperties() {
    IniFile file =
        parse(
            """
            # comment
            ; another
            [default]
            Region = eu-west-1
            aws_access_key_id=AKID
            output = json # the rest is a comment
            secret = a#b;c

            [profile two  words]
            a = b = c
            """);

    assertThat(file.section("", "default"))
        .isEqualTo(
            Map.of(
                "region",
                "eu-west-1",
                "aws_access_key_id",
                "AKID",
                "output",
                "json",
                "secret",
                "a#b;c"));
    assertThat(file.section("profile", "two words")).isEqualTo(Map.of("a", "b = c"));
    assertThat(file.section("profile", "none")).isEmpty();
    assertThat(file.names()).containsExactly("default", "profile two words");
  }

  @Test
  void readsNestedProperties() {
    IniFile file =
        parse(
            """
            [profile p]
            s3 =
                addressing_style = path
              max_concurrent_requests = 5
            region = r
            [services x]
            s3 =
              endpoint_url = http://h:1
            other =
              endpoint_url = http://h:2
            """);

    assertThat(file.section("profile", "p"))
        .isEqualTo(
            Map.of(
                "s3.addressing_style", "path", "s3.max_concurrent_requests", "5", "region", "r"));
    assertThat(file.section("services", "x"))
        .isEqualTo(Map.of("s3.endpoint_url", "http://h:1", "other.endpoint_url", "http://h:2"));
  }

  @Test
  void joinsSectionsOfOneNameAndLetsTheLastPropertyCount() {
    IniFile file = parse("[a]\nx = 1\ny = 1\n[b]\n[\"a\"]\nx = 2\n");

    assertThat(file.section("", "a")).isEqualTo(Map.of("x", "2", "y", "1"));
  }

  @Test
  void readsAnythingWithoutFailing() {
    Random random = new Random(6);
    String alphabet = "[]=# ;\"'\n\n\tab.";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(40); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(parse(text.toString()).names()).isNotNull();
    }
  }
}
