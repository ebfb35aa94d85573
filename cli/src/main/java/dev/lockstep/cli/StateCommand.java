package dev.lockstep.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `lockstep state`: what there is to be done is said by the verbs below it.
@Command(
    name = "state",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(check | backup | restore)",
    header = "Checks, backs up or restores what is remembered from run to run.",
    description = {
      "",
      "Which version became which at the other place is kept in state.db of the state folder. If that is lost, it is found out again, by reading both stores, which takes time. Configurations of inventories are kept there too, and nowhere else: back them up.",
      ""
    },
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Examples:",
      "  lockstep state check                          is it whole, and how much?",
      "  lockstep state backup state-2026-11-28.db     also while a run writes",
      "  lockstep state restore state-2026-11-28.db"
    })
final class StateCommand extends Verb {
  @Spec private CommandSpec spec = CommandSpec.create();

  StateCommand(Surroundings around) {
    super(around);
  }

  @Override
  ExitCode run() {
    spec.commandLine().usage(around.out());
    around.out().flush();
    return ExitCode.DONE;
  }
}
