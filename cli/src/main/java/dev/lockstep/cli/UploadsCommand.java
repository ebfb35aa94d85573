package dev.lockstep.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `lockstep uploads`: what there is to be done is said by the verbs below it.
@Command(
    name = "uploads",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(list | abort)",
    header = "Lists or aborts multipart uploads that runs which were killed have left open.",
    description = {
      "",
      "Stores keep the parts of an unfinished upload, and charge for them. The same sync run again goes on with them; where it never will, abort them. Only what journals name is touched, never an upload of anybody else's.",
      ""
    },
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Examples:",
      "  lockstep uploads list                             of all runs",
      "  lockstep uploads abort old:photos new:photos      of runs between these two"
    })
final class UploadsCommand extends Verb {
  @Spec private CommandSpec spec = CommandSpec.create();

  UploadsCommand(Surroundings around) {
    super(around);
  }

  @Override
  ExitCode run() {
    spec.commandLine().usage(around.out());
    around.out().flush();
    return ExitCode.DONE;
  }
}
