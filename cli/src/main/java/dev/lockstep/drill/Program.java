package dev.lockstep.drill;

import dev.lockstep.sandbox.fault.FaultPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is drilled: the program itself, between the two places of a drill.
public interface Program {
  /// Whose requests a fault hits.
  enum Side {
    SOURCE,
    DESTINATION
  }

  /// Runs `sync` in this process, with faults around one of the stores.
  ///
  /// @param more options of the command
  Ending sync(FaultPlan plan, Side side, List<String> more);

  /// Runs `compare` in this process, by all that can be compared.
  Ending compare();

  /// Starts `sync` in a process of its own.
  ///
  /// @param out gets what it answers
  /// @param err gets what else it says
  Process start(Path out, Path err) throws IOException;

  /// How a command ended.
  ///
  /// @param answer its JSON
  /// @param said what else it said
  record Ending(int exitCode, String answer, String said) {
    /// Whether it says that it ended well.
    boolean success() {
      return exitCode == 0;
    }

    /// Whether it says that it did not end well, as the program is to say it.
    boolean honestFailure() {
      return (exitCode == 1 || exitCode == 3 || exitCode == 4)
          && !answer.contains("\"inSync\":true");
    }

    /// The number in the first member of this name; empty when there is none.
    OptionalLong number(String name) {
      Matcher found = Pattern.compile("\"" + name + "\":(\\d+)").matcher(answer);
      return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
    }

    /// How many objects it says to have copied.
    long copied() {
      Matcher found = Pattern.compile("\"copied\":\\{\"objects\":(\\d+)").matcher(answer);
      return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    /// Parts that it sent or had copied.
    long parts() {
      return number("uploadPart").orElse(0) + number("uploadPartCopy").orElse(0);
    }

    /// Everything, in a line that is not too long.
    @Override
    public String toString() {
      String text = (answer + " " + said).strip().replaceAll("\\s+", " ");
      int most = 600;
      return "exit code "
          + exitCode
          + (text.isEmpty()
              ? ""
              : ": " + (text.length() > most ? text.substring(0, most) + " …" : text));
    }
  }
}
