package dev.lockstep.cli;

import dev.lockstep.manifest.ManifestFormat;
import dev.lockstep.manifest.ManifestSpool;
import dev.lockstep.manifest.ManifestSummary;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lockstep manifest split FILE -o NAME`.
@Command(
    name = "split",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Divides a manifest into several, of equal length but for one entry.",
    description = {
      "",
      "The parts are NAME-00001.csv and so on, in the format of what is read, and together hold each entry once, in order. Versions of one key may come into two parts: if their order matters, don't run parts at the same time.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  lockstep manifest split missing.csv --into 4 -o part",
      "  lockstep manifest split missing.csv --lines 1000000 -o STORE:jobs/part",
      "",
      "Exit codes: 0 made, 2 wrong usage or bad lines, which are told, 4 a store could",
      "not be used."
    })
final class ManifestSplitCommand extends ManifestVerb {
  private static final int MOST = 99_999;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "A file, STORE:bucket/key, or - for stdin.")
  private String file = "";

  @Option(names = "--into", paramLabel = "N", description = "Into so many parts.")
  private long into;

  @Option(names = "--lines", paramLabel = "N", description = "Into parts of so many entries.")
  private long lines;

  @Option(
      names = {"-o", "--to"},
      required = true,
      paramLabel = "NAME",
      description = "The beginning of the parts' names: a path, or STORE:bucket/key.")
  private String target = "";

  @Mixin private ManifestFlags flags = new ManifestFlags();

  ManifestSplitCommand(Surroundings around) {
    super(around);
  }

  @Override
  ExitCode run(Stores stores) throws IOException {
    if ((into > 0) == (lines > 0)) {
      throw new WrongUsage("Say how many parts (--into N) or how long they are (--lines N)");
    }
    try (ManifestSpool spool = spool()) {
      ManifestSummary summary = read(stores, file, flags.reading(), spool);
      long parts = into > 0 ? into : Math.ceilDiv(summary.entries(), lines);
      if (parts > MOST) {
        throw new WrongUsage("That would be " + Amounts.count(parts) + " parts: too many");
      }
      for (long part = 0; part < parts; part++) {
        long from = into > 0 ? summary.entries() * part / parts : part * lines;
        long to = into > 0 ? summary.entries() * (part + 1) / parts : from + lines;
        ManifestFormat format = written(summary.format());
        String name = name(part + 1, format);
        long count = write(stores, name, format, summary.versions(), spool, from, to - from);
        around.out().println(name + "  " + count);
      }
    }
    return ExitCode.DONE;
  }

  private String name(long number, ManifestFormat format) {
    String ending =
        switch (format) {
          case CSV -> ".csv";
          case S3DISTCP, ROWS -> ".jsonl";
          case CONCATENATED -> ".txt";
        };
    return target + String.format(Locale.ROOT, "-%05d", number) + ending;
  }
}
