package dev.lockstep.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `lockstep inventory`: what there is to be done is said by the verbs below it.
@Command(
    name = "inventory",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    header = "Makes, schedules, finds and checks reports of what is in a bucket.",
    description = {
      "",
      "A report lists every object of a bucket, in the layout of S3 Inventory: what reads AWS's reports reads these, and AWS's are read here. It works on every store.",
      ""
    },
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Examples:",
      "  lockstep inventory run a:src --to a:reports/inv --id weekly --versions all",
      "  lockstep inventory ls a:reports/inv",
      "  lockstep inventory describe \\",
      "    a:reports/inv/src/weekly/2026-11-23T12-00Z/manifest.json",
      "  lockstep inventory put a:src --id weekly --configuration weekly.json",
      "  lockstep inventory schedule               run what is due"
    })
final class InventoryCommand extends Verb {
  @Spec private CommandSpec spec = CommandSpec.create();

  InventoryCommand(Surroundings around) {
    super(around);
  }

  @Override
  ExitCode run() {
    spec.commandLine().usage(around.out());
    around.out().flush();
    return ExitCode.DONE;
  }
}
