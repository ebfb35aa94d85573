package dev.lockstep.cli;

import dev.lockstep.sqlite.SqliteStateHome;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `lockstep state restore FILE`.
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Puts a backup in the place of all state, which may be damaged.",
    footer = {
      "",
      "Examples:",
      "  lockstep state restore /backups/lockstep-2026-11-28.db",
      "",
      "What is there stays until the backup was looked through and is in its place.",
      "What was remembered of versions since the backup is found out again;",
      "configurations of inventories that were kept since are lost.",
      "Exit codes: 0 restored, 2 wrong usage, or the file is damaged, newer than this",
      "Lockstep or no backup, 3 a process is using the state. With 2 and 3, nothing",
      "has changed."
    })
final class StateRestoreCommand extends Verb {
  @Parameters(index = "0", paramLabel = "FILE", description = "What state backup has written.")
  private Path file = Path.of("");

  @Mixin private StateFolder state = new StateFolder();
  @Mixin private OutputOptions output = new OutputOptions();

  StateRestoreCommand(Surroundings around) {
    super(around);
  }

  @Override
  ExitCode run() {
    SqliteStateHome home = new SqliteStateHome(state.or(around.stateFolder()), around.clock());
    new StateReport(around.out(), output.json()).checked(home.restore(file));
    return ExitCode.DONE;
  }
}
