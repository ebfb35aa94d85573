package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HelpTextsTest {
  private final TwoStores stores = new TwoStores();

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    HelpTexts.write(surroundings(), folder);
  }

  private Surroundings surroundings() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return stores.around(nowhere, nowhere);
  }

  private static String name(List<String> words) {
    return words.isEmpty() ? HelpTexts.TOP : String.join(" ", words);
  }

  @Test
  void areWhatEachVerbSaysOfItself() throws IOException {
    List<List<String>> verbs = HelpTexts.verbs(surroundings());
    assertThat(verbs)
        .contains(List.of(), List.of("sync"), List.of("inventory", "run"))
        .doesNotHaveDuplicates();
    for (List<String> words : verbs) {
      List<String> typed = new ArrayList<>(words);
      typed.add("--help");
      assertThat(stores.run(typed.toArray(String[]::new))).isZero();
      assertThat(Files.readString(folder.resolve("80").resolve(name(words) + ".txt")))
          .as("%s", typed)
          .isEqualTo(stores.out());
    }
  }

  @Test
  void haveExamplesAndExitCodesInLinesThatAreNotBroken() {
    for (List<String> words : HelpTexts.verbs(surroundings())) {
      CommandLine line = Main.commandLine(surroundings(), words.toArray(String[]::new));
      for (String word : words) {
        line = Objects.requireNonNull(line.getSubcommands().get(word), word);
      }
      assertThat(line.getCommandSpec().usageMessage().footer())
          .as("%s", words)
          .allSatisfy(
              text -> assertThat(text.replace("%%", "%")).hasSizeLessThan(HelpTexts.USUAL_WIDTH));
    }
  }

  @Test
  void inColoursAreAsWideAsTheyAreCalledAndSayTheSame() throws IOException {
    for (int width : HelpTexts.TERMINAL_WIDTHS) {
      Path colours = folder.resolve(width + "-colour");
      try (Stream<Path> files = Files.list(colours)) {
        assertThat(files).hasSameSizeAs(HelpTexts.verbs(surroundings()));
      }
      String text = Files.readString(colours.resolve("sync.txt"));
      assertThat(text).contains("\u001b[");
      String plain = text.replaceAll("\u001b\\[[0-9;]*m", "");
      assertThat(plain.replaceAll("\\s", ""))
          .isEqualTo(Files.readString(folder.resolve("80/sync.txt")).replaceAll("\\s", ""));
      // Examples are wider than 80 columns, and are not broken.
      assertThat(plain.lines().limit(60).mapToInt(String::length).max().orElse(0))
          .isBetween(width - 10, width);
    }
  }
}
