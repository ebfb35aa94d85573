package dev.lockstep.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// Writes down the help text of every verb, for the launcher to show without a JVM: as text 80
/// columns wide (`80/sync.txt`), and in colours for terminals (`100-colour/inventory run.txt`).
final class HelpTexts {
  /// Where no verb is typed. No verb is called so.
  static final String TOP = "LOCKSTEP";

  /// What goes to no terminal is as wide as this.
  static final int USUAL_WIDTH = 80;

  /// The launcher takes the widest that fits its terminal. Lines wider than these are hard to read.
  static final List<Integer> TERMINAL_WIDTHS = List.of(USUAL_WIDTH, 100, 120);

  private HelpTexts() {}

  /// @param arguments the folder to write to, which there may be
  static void main(String[] arguments) throws IOException {
    write(Main.surroundings(), Path.of(arguments[0]));
  }

  static void write(Surroundings around, Path folder) throws IOException {
    for (List<String> words : verbs(around)) {
      write(around, words, USUAL_WIDTH, Ansi.OFF, folder.resolve(Integer.toString(USUAL_WIDTH)));
      for (int width : TERMINAL_WIDTHS) {
        write(around, words, width, Ansi.ON, folder.resolve(width + "-colour"));
      }
    }
  }

  private static void write(
      Surroundings around, List<String> words, int width, Ansi colours, Path folder)
      throws IOException {
    CommandLine line = Main.commandLine(around, words.toArray(String[]::new));
    line.setUsageHelpAutoWidth(false);
    line.setUsageHelpWidth(width);
    for (String word : words) {
      line = Objects.requireNonNull(line.getSubcommands().get(word), word);
    }
    StringWriter text = new StringWriter();
    line.usage(new PrintWriter(text), colours);
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve((words.isEmpty() ? TOP : String.join(" ", words)) + ".txt"),
        text.toString());
  }

  /// What is typed before `--help`: nothing, a verb, or a verb and one below it.
  static List<List<String>> verbs(Surroundings around) {
    List<List<String>> all = new ArrayList<>();
    all.add(List.of());
    CommandLine main = Main.commandLine(around, "completion");
    main.getSubcommands()
        .forEach((verb, line) -> {
          all.add(List.of(verb));
          line.getSubcommands().keySet().forEach(below -> all.add(List.of(verb, below)));
        });
    return all;
  }
}
