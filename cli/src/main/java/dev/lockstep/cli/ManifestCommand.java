package dev.lockstep.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `lockstep manifest`: what there is to be done is said by the verbs below it.
@Command(
    name = "manifest",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(create | check | count | head | split | convert)",
    header = "Makes, checks, splits and converts manifests: lists of objects for a job.",
    description = {
      "",
      "Batch Operations' CSV, S3DistCp's JSON lines, what the query of AWS's post makes, and rows of 'query' and 'compare' are all read, plain or .gz; which it is, and whether there is a header line, is found out. Files may be local, STORE:bucket/key, or - for stdin.",
      ""
    },
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Examples:",
      "  lockstep manifest create old:photos/2026/ -o photos.csv",
      "  lockstep manifest create old:photos new:photos -o missing.csv",
      "  lockstep query --view missing … --output jsonl \\",
      "    | lockstep manifest create -o missing.csv -",
      "  lockstep manifest check missing.csv",
      "  lockstep sync old:photos new:photos --manifest missing.csv"
    })
final class ManifestCommand extends Verb {
  @Spec private CommandSpec spec = CommandSpec.create();

  ManifestCommand(Surroundings around) {
    super(around);
  }

  @Override
  ExitCode run() {
    spec.commandLine().usage(around.out());
    around.out().flush();
    return ExitCode.DONE;
  }
}
