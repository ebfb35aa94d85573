package dev.lockstep.cli;

import dev.lockstep.manifest.ManifestFormat;
import dev.lockstep.manifest.ManifestSpool;
import dev.lockstep.manifest.ManifestSummary;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lockstep manifest convert FILE --format FORMAT`.
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Writes a manifest in another format, without a header line, keys encoded once.",
    footer = {
      "",
      "Examples:",
      "  lockstep manifest convert athena.csv -o manifest.csv",
      "  lockstep manifest convert copied.gz --format csv -o STORE:jobs/copied.csv",
      "  lockstep manifest convert manifest.csv --format rows | jq -r .key",
      "",
      "Exit codes: 0 made, 2 wrong usage or bad lines, which are told, 4 a store could",
      "not be used."
    })
final class ManifestConvertCommand extends ManifestVerb {
  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "A file, STORE:bucket/key, or - for stdin.")
  private String file = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      completionCandidates = ManifestFlags.Formats.class,
      description = "csv (Batch Operations; default), s3distcp, concatenated or rows.")
  private String format = "csv";

  @Option(
      names = {"-o", "--to"},
      paramLabel = "FILE",
      description =
          "Where to write it: a file, STORE:bucket/key, or - for stdout (default); .gz is compressed.")
  private @Nullable String target;

  @Mixin private ManifestFlags flags = new ManifestFlags();

  ManifestConvertCommand(Surroundings around) {
    super(around);
  }

  @Override
  ExitCode run(Stores stores) throws IOException {
    ManifestFormat as = ManifestFlags.format("--format", format);
    try (ManifestSpool spool = spool()) {
      ManifestSummary summary = read(stores, file, flags.reading(), spool);
      write(stores, target, as, summary.versions(), spool, 0, Long.MAX_VALUE);
    }
    return ExitCode.DONE;
  }
}
