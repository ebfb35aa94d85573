package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.object.Attribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  private final TwoStores stores = new TwoStores();

  @Test
  void printsHelpWhenAskedAndWhenThereIsNoVerb() {
    assertThat(stores.run("--help")).isZero();
    String help = stores.out();
    assertThat(help).contains("Usage: lockstep").contains("sync").contains("compare");

    assertThat(stores.run()).isZero();
    assertThat(stores.out()).isEqualTo(help);
  }

  @Test
  void givesEachVerbAHelpTextWithExamples() {
    for (String verb : new String[] {"sync", "compare", "uploads", "state", "completion"}) {
      assertThat(stores.run(verb, "--help")).isZero();
      assertThat(stores.out()).as(verb).contains("Examples:").contains("lockstep " + verb);
    }
  }

  @Test
  void namesEachAttributeThatCanBePreserved() {
    assertThat(stores.run("sync", "--help")).isZero();

    assertThat(stores.out())
        .contains(Arrays.stream(Attribute.values()).map(Attribute::optionName).toList());
  }

  /// Of a verb that was not typed, only what the help text tells is read.
  @Test
  void tellsTheSameOfEachVerbWhetherItWasTypedOrNot() {
    stores.run("--help");
    String help = stores.out();

    stores.run("--help", "completion");

    assertThat(stores.out()).isEqualTo(help);
  }

  @Test
  void takesArgumentsFromAFile(@TempDir Path folder) throws IOException {
    Path words = Files.writeString(folder.resolve("words"), "sync --help");

    assertThat(stores.run("@" + words)).isZero();
    assertThat(stores.out()).contains("Usage: lockstep sync");
  }

  @Test
  void printsTheVersion() {
    assertThat(stores.run("--version")).isZero();
    assertThat(stores.out()).startsWith("lockstep ");
  }

  @Test
  void refusesAnUnknownVerbWithTheUsageExitCode() {
    assertThat(stores.run("frobnicate")).isEqualTo(2);
    assertThat(stores.out()).isEmpty();
    assertThat(stores.err()).contains("frobnicate");
  }

  @Test
  void completesValuesInLowerCase() {
    assertThat(stores.run("completion", "bash")).isZero();
    assertThat(stores.out())
        .contains("\"content\" \"size\" \"etag\"")
        .contains("\"bash\" \"zsh\"")
        .contains("\"headers\" \"user-metadata\"");
  }
}
