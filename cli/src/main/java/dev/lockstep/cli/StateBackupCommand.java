package dev.lockstep.cli;

import dev.lockstep.sqlite.SqliteStateHome;
import dev.lockstep.state.StateHome;
import dev.lockstep.state.StateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `lockstep state backup FILE`.
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Writes all state to a file, as it is at one moment.",
    footer = {
      "",
      "Examples:",
      "  lockstep state backup /backups/lockstep-$(date +%%F).db",
      "",
      "Runs go on writing meanwhile. The file is complete, or not there, and only its",
      "owner can read it.",
      "Exit codes: 0 written, 2 wrong usage, there is such a file, or it can't be",
      "written."
    })
final class StateBackupCommand extends Verb {
  @Parameters(index = "0", paramLabel = "FILE", description = "What is written: not yet there.")
  private Path file = Path.of("");

  @Mixin private StateFolder state = new StateFolder();
  @Mixin private OutputOptions output = new OutputOptions();

  StateBackupCommand(Surroundings around) {
    super(around);
  }

  @Override
  ExitCode run() {
    StateHome home = new SqliteStateHome(state.or(around.stateFolder()), around.clock());
    Optional<StateStore> there = home.openIfThere();
    if (there.isEmpty()) {
      throw new WrongUsage("there is no state yet in " + home + ", and so nothing to back up");
    }
    try (StateStore store = there.get()) {
      store.backup(file);
      new StateReport(around.out(), output.json())
          .backedUp(home.toString(), file, Files.size(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read: " + e.getMessage(), e);
    }
    return ExitCode.DONE;
  }
}
