package dev.lockstep.cli;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.compare.DifferenceListener;
import dev.lockstep.history.WhichVersions;
import dev.lockstep.job.CompareJob;
import dev.lockstep.job.CompareReport;
import dev.lockstep.job.HistoryCompareJob;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.selection.Selection;
import dev.lockstep.telemetry.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `lockstep compare A B`.
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Says what is missing, extra or different between two sides, and changes nothing.",
    description = {
      "",
      "Merges the two listings in key order, in constant memory; a side that lists out of order is sorted in temporary files first. Where listings can't tell (ETags of unequal kinds), the cheapest request that can is made; nothing is guessed.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  lockstep compare old:photos new:photos",
      "  lockstep compare old:photos new:photos --report differences.csv",
      "  lockstep compare old:photos new:photos --by metadata --output json",
      "  lockstep compare old:photos new:photos --html differences.html   a page to look at",
      "  lockstep compare old:photos new:photos --versions all   histories, key by key",
      "  lockstep compare old:photos new:photos --as-of 2026-11-01T00:00:00Z",
      "",
      "Exit codes: 0 identical, 1 differences, 2 wrong usage, 3 a listing can't be trusted,",
      "4 a store could not be used, 130 told to stop."
    })
final class CompareCommand extends Verb {
  @Parameters(
      index = "0",
      paramLabel = "A",
      description =
          "PROFILE:bucket/prefix of an AWS profile, or s3://bucket/prefix by the default chain.")
  private String sourceText = "";

  @Parameters(index = "1", paramLabel = "B", description = "The same for the other side.")
  private String destinationText = "";

  @Mixin private VersionsOption versions = new VersionsOption();
  @Mixin private ComparingOptions comparing = new ComparingOptions();
  @Mixin private PageFlag pageFlag = new PageFlag();
  @Mixin private Memory memory = new Memory();
  @Mixin private RequestFlags requests = new RequestFlags();
  @Mixin private StateFolder state = new StateFolder();
  @Mixin private OutputOptions output = new OutputOptions();

  CompareCommand(Surroundings around) {
    super(around);
  }

  @Override
  ExitCode run() {
    memory.check();
    Address left = Address.parse(sourceText);
    Address right = Address.parse(destinationText);
    CompareBy by = comparing.by();
    if (versions.histories().isPresent() && by != CompareBy.CONTENT) {
      throw new WrongUsage(
          "--by is of current objects; histories are compared by content and order");
    }
    DifferenceRows rows;
    CompareReport report;
    try (Stores stores = around.stores(requests.settings())) {
      BucketScope source = stores.scope(left);
      BucketScope destination = stores.scope(right);
      Progress progress = around.progress();
      rows = comparing.rows(true, around.err());
      DifferencePage page = new DifferencePage(around.clock().instant());
      DifferenceListener all = pageFlag.isGiven() ? new EachListener(List.of(rows, page)) : rows;
      try (rows;
          PageFile file = pageFlag.open(around, stores);
          ProgressLine line = ProgressLine.start(around, output.quiet(), progress);
          Stopping _ =
              Stopping.atOnce(
                  around,
                  new Interruption(around.err(), line, rows, Interruption.NOTHING_CHANGED))) {
        report = compare(source, destination, stores, progress, all);
        ComparisonResult result = report.result();
        if (report.failure() == null) {
          rows.areWhole();
        }
        if (report.failure() == null && result != null) {
          file.write(() -> page.page(report, result, by));
        }
      }
    }
    if (output.json()) {
      CompareJson.write(around.out(), report, by);
    } else {
      new CompareText(around.out(), comparing.report(), by).write(report, rows.first());
    }
    around.out().flush();
    return rows.exitCode(exitCode(report));
  }

  private CompareReport compare(
      BucketScope source,
      BucketScope destination,
      Stores stores,
      Progress progress,
      DifferenceListener rows) {
    Instant now = around.clock().instant();
    Selection selection = comparing.selection().selection(now);
    int listConcurrency = comparing.listConcurrency();
    Optional<WhichVersions> which = versions.histories();
    if (which.isEmpty()) {
      return new CompareJob(
              source,
              destination,
              selection,
              comparing.by(),
              listConcurrency,
              versions.asOf(now),
              stores.requests(),
              progress,
              rows)
          .run();
    }
    return new VersionMaps(around, state.or(around.stateFolder()))
        .reading(
            source,
            destination,
            remembered ->
                new HistoryCompareJob(
                        source,
                        destination,
                        selection,
                        which.get(),
                        remembered,
                        listConcurrency,
                        stores.requests(),
                        progress,
                        rows)
                    .run());
  }

  private static ExitCode exitCode(CompareReport report) {
    if (report.failure() != null) {
      return ExitCode.of(report.failure());
    }
    return report.identical() ? ExitCode.DONE : ExitCode.NOT_IN_STEP;
  }
}
