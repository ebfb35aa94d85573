package dev.lockstep.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where runs write down what a next one must know.
final class StateFolder {
  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description =
          "Where journals of runs, and what was found out about stores, are kept (default: $XDG_STATE_HOME/lockstep, or ~/.local/state/lockstep).")
  private @Nullable Path folder;

  /// @param usual where it is when the user does not say
  Path or(Path usual) {
    return folder == null ? usual : folder;
  }

  /// Where such things are kept (XDG Base Directory Specification).
  static Path usual(Map<String, String> environment, Path home) {
    String state = environment.get("XDG_STATE_HOME");
    Path base =
        state == null || !Path.of(state).isAbsolute()
            ? home.resolve(".local/state")
            : Path.of(state);
    return base.resolve("lockstep");
  }
}
