package dev.lockstep.cli;

import dev.lockstep.sqlite.SqliteStateHome;
import dev.lockstep.state.StateCheck;
import dev.lockstep.state.StateException;
import dev.lockstep.state.StateHome;
import dev.lockstep.state.StateStore;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `lockstep state check`.
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Says where state is, how much, and whether it is whole. Asks no store.",
    footer = {
      "",
      "Examples:",
      "  lockstep state check",
      "  lockstep state check --output json | jq .whole",
      "",
      "Reads all of it. A run may be at it meanwhile.",
      "Exit codes: 0 whole, or there is none yet, 1 damaged, 2 wrong usage, or it",
      "can't be read, 3 it is being restored."
    })
final class StateCheckCommand extends Verb {
  @Mixin private StateFolder state = new StateFolder();
  @Mixin private OutputOptions output = new OutputOptions();

  StateCheckCommand(Surroundings around) {
    super(around);
  }

  @Override
  ExitCode run() {
    Path folder = state.or(around.stateFolder());
    StateHome home = new SqliteStateHome(folder, around.clock());
    StateReport report = new StateReport(around.out(), output.json());
    try {
      Optional<StateStore> there = home.openIfThere();
      if (there.isEmpty()) {
        report.nothing(home.toString());
        return ExitCode.DONE;
      }
      try (StateStore store = there.get()) {
        StateCheck check = store.check();
        report.checked(check);
        return check.isWhole() ? ExitCode.DONE : ExitCode.NOT_IN_STEP;
      }
    } catch (StateException e) {
      if (e.reason() != StateException.Reason.DAMAGED) {
        throw e;
      }
      report.damaged(home.toString(), e.getMessage());
      return ExitCode.NOT_IN_STEP;
    }
  }
}
