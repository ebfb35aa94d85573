package dev.lockstep.cli;

import dev.lockstep.manifest.ManifestSpool;
import dev.lockstep.manifest.ManifestSummary;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lockstep manifest head FILE`.
@Command(
    name = "head",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Makes a manifest of the first entries of another: a canary.",
    description = {
      "",
      "A job by it does what it does, to these objects. To see what would be done and do nothing: lockstep sync … --manifest FILE --dry-run.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  lockstep manifest head missing.csv -n 100 -o canary.csv",
      "",
      "Exit codes: 0 made, 2 wrong usage or bad lines, which are told, 4 a store could",
      "not be used."
    })
final class ManifestHeadCommand extends ManifestVerb {
  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "A file, STORE:bucket/key, or - for stdin.")
  private String file = "";

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      description = "How many (default: ${DEFAULT-VALUE}).")
  private long count = 10;

  @Option(
      names = {"-o", "--to"},
      paramLabel = "FILE",
      description = "Where to write it: a file, STORE:bucket/key, or - for stdout (default).")
  private @Nullable String target;

  @Mixin private ManifestFlags flags = new ManifestFlags();

  ManifestHeadCommand(Surroundings around) {
    super(around);
  }

  @Override
  ExitCode run(Stores stores) throws IOException {
    if (count < 0) {
      throw new WrongUsage("-n is a number of entries, not " + count);
    }
    try (ManifestSpool spool = spool()) {
      ManifestSummary summary = read(stores, file, flags.reading(), spool);
      write(stores, target, written(summary.format()), summary.versions(), spool, 0, count);
    }
    return ExitCode.DONE;
  }
}
