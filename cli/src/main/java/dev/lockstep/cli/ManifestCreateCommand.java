package dev.lockstep.cli;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.job.CompareJob;
import dev.lockstep.job.CompareReport;
import dev.lockstep.job.ListedEntries;
import dev.lockstep.job.RunFailure;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.manifest.ManifestEntry;
import dev.lockstep.manifest.ManifestFormat;
import dev.lockstep.manifest.ManifestSpool;
import dev.lockstep.manifest.ManifestSummary;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.selection.Selection;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lockstep manifest create WHAT [DST]`.
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Makes a manifest from a prefix, from a comparison, or from rows.",
    description = {
      "",
      "With one address, of all that is there; with two, of what the first has and the second has not or has otherwise; with a file or - of the rows in it, such as 'query --output jsonl' and 'compare --report FILE.jsonl' write them. If a row is bad, all bad ones are told and nothing is written.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  lockstep manifest create old:photos/2026/ -o photos.csv",
      "  lockstep manifest create old:photos --versions all -o STORE:jobs/photos.csv",
      "  lockstep manifest create old:photos --as-of 2026-11-01T00:00:00Z -o then.csv",
      "  lockstep manifest create old:photos new:photos -o missing.csv",
      "  lockstep manifest create --bucket photos -o missing.csv differences.jsonl",
      "  lockstep query --view missing … --output jsonl \\",
      "    | lockstep manifest create -o missing.csv -",
      "",
      "Exit codes: 0 made, 1 made without keys that are told, 2 wrong usage or bad",
      "rows, 3 a listing can't be trusted, 4 a store could not be used."
    })
final class ManifestCreateCommand extends ManifestVerb {
  @Parameters(
      index = "0",
      paramLabel = "WHAT",
      description = "PROFILE:bucket/prefix, s3://bucket/prefix, a file of rows, or - for stdin.")
  private String what = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DST",
      description = "Only what is not the same there: an address.")
  private @Nullable String destination;

  @Option(
      names = {"-o", "--to"},
      paramLabel = "FILE",
      description =
          "Where to write it: a file, STORE:bucket/key, or - for stdout (default); .gz is compressed.")
  private @Nullable String target;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      completionCandidates = ManifestFlags.Formats.class,
      description = "csv (Batch Operations; default), s3distcp, concatenated or rows.")
  private String format = "csv";

  @Option(
      names = "--versions",
      paramLabel = "WHICH",
      description =
          "Of a prefix: current (default) or all, each by its id, without delete markers.")
  private String versions = "current";

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description =
          "Of a prefix: what was there at this time (2026-11-01T00:00:00Z), each version by its id; the bucket must keep versions. A key of which nobody can tell is told, left out, and makes exit code 1.")
  private @Nullable String asOf;

  @Option(names = "--limit", paramLabel = "N", description = "Write the first N only: a canary.")
  private long limit = Long.MAX_VALUE;

  private long unknown;

  @Mixin private ManifestFlags flags = new ManifestFlags();
  @Mixin private SelectionOptions selection = new SelectionOptions();

  ManifestCreateCommand(Surroundings around) {
    super(around);
  }

  @Override
  ExitCode run(Stores stores) throws IOException {
    ManifestFormat as = ManifestFlags.format("--format", format);
    if (!versions.equals("current") && !versions.equals("all")) {
      throw new WrongUsage("--versions is current or all, not '" + versions + "'");
    }
    try (ManifestSpool spool = spool()) {
      boolean versioned = fill(stores, spool);
      long count = write(stores, target, as, versioned, spool, 0, limit);
      around
          .err()
          .println(
              "lockstep: "
                  + Amounts.count(count)
                  + (count == 1 ? " entry" : " entries")
                  + (versioned ? " with versions" : ""));
      around.err().flush();
      return unknown == 0 ? ExitCode.DONE : ExitCode.NOT_IN_STEP;
    }
  }

  /// @return whether the entries name versions
  private boolean fill(Stores stores, ManifestSpool spool) {
    Instant now = around.clock().instant();
    Selection chosen = selection.selection(now);
    boolean rows = isRows();
    if (rows && destination != null) {
      throw new WrongUsage("Rows are of one comparison already: DST goes with an address");
    }
    if (asOf != null && (rows || destination != null || versions.equals("all"))) {
      throw new WrongUsage("--as-of goes with one address, and without --versions all");
    }
    if (destination != null) {
      compared(stores, stores.scope(Address.parse(destination)), chosen, spool);
      return false;
    }
    if (rows) {
      if (!chosen.equals(Selection.EVERYTHING)) {
        throw new WrongUsage("--include, --exclude, sizes and times go with an address, not rows");
      }
      ManifestSummary summary = read(stores, what, flags.reading(), spool);
      return summary.versions();
    }
    ListedEntries listed = new ListedEntries(stores.scope(Address.parse(what)), chosen);
    if (asOf != null) {
      past(listed, VersionsOption.moment(asOf, now), spool);
      return true;
    }
    if (versions.equals("all")) {
      listed.versions(spool::add);
      return true;
    }
    listed.current(spool::add);
    return false;
  }

  private void past(ListedEntries listed, Instant moment, ManifestSpool spool) {
    Optional<RunFailure> refusal =
        listed.asOf(
            moment,
            spool::add,
            (key, why) -> {
              unknown++;
              around.err().println("lockstep: " + key + " is left out: " + why);
            });
    if (refusal.isPresent()) {
      throw new RunEnded(refusal.get());
    }
  }

  /// A file of this machine, if there is one of that name, or stdin.
  private boolean isRows() {
    NamedFile file = new NamedFile(what);
    return file.isStandard()
        || what.indexOf(':') < 0
        || what.startsWith(".")
        || what.startsWith("/");
  }

  private void compared(Stores stores, BucketScope there, Selection chosen, ManifestSpool spool) {
    BucketScope source = stores.scope(Address.parse(what));
    CompareReport report =
        new CompareJob(
                source,
                there,
                chosen,
                CompareBy.CONTENT,
                16,
                stores.requests(),
                around.progress(),
                difference -> {
                  ObjectEntry entry = difference.source();
                  if (entry != null) {
                    add(spool, source, entry, difference.key());
                  }
                })
            .run();
    if (report.failure() != null) {
      throw new RunEnded(report.failure());
    }
  }

  private static void add(
      ManifestSpool spool, BucketScope source, ObjectEntry entry, ObjectKey relative) {
    synchronized (spool) {
      spool.add(
          new ManifestEntry(source.bucket(), source.prefix().then(relative), null, entry.size()));
    }
  }
}
