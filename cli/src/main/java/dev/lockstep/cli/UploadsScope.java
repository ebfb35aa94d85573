package dev.lockstep.cli;

import dev.lockstep.journal.RunFolder;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/// Whose uploads are meant: those of runs between two places, or all.
final class UploadsScope {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SRC",
      description =
          "The source as given to sync. Without SRC and DST: runs between any two places.")
  private @Nullable String source;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DST",
      description = "The destination as given to sync.")
  private @Nullable String destination;

  /// The folders that are meant, and in which there is something.
  ///
  /// @param state the state folder
  List<Path> folders(Stores stores, Path state) {
    List<Path> all = RunFolder.withJournals(state);
    if (source == null) {
      return all;
    }
    if (destination == null) {
      throw new WrongUsage("SRC without DST: name both, or neither for all runs");
    }
    Path wanted =
        RunFolder.of(
            state, stores.scope(Address.parse(source)), stores.scope(Address.parse(destination)));
    return all.stream().filter(wanted::equals).toList();
  }
}
