package dev.lockstep.cli;

import dev.lockstep.manifest.ManifestSpool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `lockstep manifest count FILE`.
@Command(
    name = "count",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Says how many objects a manifest names: a number on stdout.",
    footer = {
      "",
      "Examples:",
      "  lockstep manifest count missing.csv",
      "",
      "Exit codes: 0 counted, 2 wrong usage or bad lines, which are told, 4 a store",
      "could not be used."
    })
final class ManifestCountCommand extends ManifestVerb {
  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "A file, STORE:bucket/key, or - for stdin.")
  private String file = "";

  @Mixin private ManifestFlags flags = new ManifestFlags();

  ManifestCountCommand(Surroundings around) {
    super(around);
  }

  @Override
  ExitCode run(Stores stores) {
    try (ManifestSpool spool = spool()) {
      around.out().println(read(stores, file, flags.reading(), spool).entries());
    }
    return ExitCode.DONE;
  }
}
