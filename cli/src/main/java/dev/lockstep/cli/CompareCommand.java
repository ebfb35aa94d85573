package dev.lockstep.cli;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.compare.DifferenceListener;
import dev.lockstep.history.WhichVersions;
import dev.lockstep.job.CompareJob;
import dev.lockstep.job.CompareReport;
import dev.lockstep.job.HistoryCompareJob;
import dev.lockstep.job.SideCompareJob;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.selection.Selection;
import dev.lockstep.sort.SortSpace;
import dev.lockstep.state.VersionMappings;
import dev.lockstep.telemetry.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
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
      "Each side is a bucket, a report of S3 Inventory or a manifest, in any mix, told apart as by 'query --table'.",
      "",
      "Merges the two in key order, in constant memory; a side that is out of order is sorted in temporary files first. Where the listings of two buckets can't tell (ETags of unequal kinds), the cheapest request that can is made; nothing is guessed. A report or a manifest is asked no further: what its rows leave open is undecided, unless the other side is a bucket and --by says by what. What a manifest can't tell is not compared, and the answer says so. Differences that the time between both sides, replication under way or a lifecycle rule explains are counted apart.",
      "",
      "With --versions all a report must have all versions, in whatever order: what each key has been is put together from IsLatest and times, or from what runs have remembered. What leaves the order of a key open is a row.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  lockstep compare old:photos new:photos",
      "  lockstep compare old:photos new:photos --report differences.csv",
      "  lockstep compare old:photos new:photos --by metadata --output json",
      "  lockstep compare old:photos new:photos --html differences.html    as a page",
      "  lockstep compare old:photos new:photos --versions all    key by key",
      "  lockstep compare a:inv/src/all/latest new:photos --versions all",
      "  lockstep compare old:photos new:photos --as-of 2026-11-01T00:00:00Z",
      "  lockstep compare \\",
      "    a:reports/inv/src/weekly/2026-11-23T12-00Z/manifest.json b:dst",
      "  lockstep compare a:inv/src/weekly/latest b:inv/dst/weekly/latest",
      "  lockstep compare missing.csv b:dst    is all there that the manifest names?",
      "  lockstep compare a:reports/inv/src/weekly/latest b:dst/src \\",
      "    --prefix-a src/ --by content",
      "",
      "Exit codes: 0 identical, or nothing but explained differences; 1 differences,",
      "2 wrong usage, 3 a listing or a report can't be trusted, 4 a store could not",
      "be used, 130 told to stop."
    })
final class CompareCommand extends Verb {
  @Parameters(
      index = "0",
      paramLabel = "A",
      description =
          "PROFILE:bucket/prefix of an AWS profile, or s3://bucket/prefix by the default chain; PROFILE:bucket/…/manifest.json of a report, or …/latest for the newest below; a manifest: a file, -, or an object called .csv, .jsonl or .txt (or .gz). (Objects below a prefix called latest: …/latest/.)")
  private String sourceText = "";

  @Parameters(index = "1", paramLabel = "B", description = "The same for the other side.")
  private String destinationText = "";

  @Mixin private SidePrefixes prefixes = new SidePrefixes();
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
    RowOrigin left = new RowOrigin(sourceText);
    RowOrigin right = new RowOrigin(destinationText);
    boolean buckets = OpenSides.isListing(left) && OpenSides.isListing(right);
    boolean histories = versions.histories().isPresent();
    checkVersions(buckets);
    ObjectKey prefixA = prefixes.a(left);
    ObjectKey prefixB = prefixes.b(right);
    CompareReport report;
    DifferenceRows rows;
    try (Stores stores = around.stores(requests.settings());
        OpenSides sides =
            new OpenSides(around, stores, comparing.asked(), selection(), histories)) {
      Progress progress = around.progress();
      rows = comparing.rows(true, around.err());
      DifferencePage page = new DifferencePage(around.clock().instant(), buckets);
      DifferenceListener all = pageFlag.isGiven() ? new EachListener(List.of(rows, page)) : rows;
      try (rows;
          PageFile file = pageFlag.open(around, stores);
          ProgressLine line = ProgressLine.start(around, output.quiet(), progress);
          Stopping _ =
              Stopping.atOnce(
                  around,
                  new Interruption(around.err(), line, rows, Interruption.NOTHING_CHANGED))) {
        report =
            buckets
                ? compare(left.listed(stores), right.listed(stores), stores, progress, all)
                : compare(() -> sides.open(left, prefixA, right, prefixB), stores, progress, all);
        ComparisonResult result = report.result();
        if (report.failure() == null) {
          rows.areWhole();
        }
        if (report.failure() == null && result != null) {
          file.write(() -> page.page(report, result, comparing.by(), histories));
        }
      }
    }
    if (output.json()) {
      CompareJson.write(around.out(), report, comparing.by());
    } else {
      new CompareText(around.out(), comparing.report(), comparing.by(), histories)
          .write(report, rows.first());
    }
    around.out().flush();
    return rows.exitCode(exitCode(report));
  }

  private Selection selection() {
    return comparing.selection().selection(around.clock().instant());
  }

  private void checkVersions(boolean buckets) {
    if (versions.histories().isPresent() && comparing.by() != CompareBy.CONTENT) {
      throw new WrongUsage(
          "--by is of current objects; histories are compared by content and order");
    }
    if (!buckets && versions.asOf(around.clock().instant()) != null) {
      throw new WrongUsage(
          "--as-of is of buckets: a report tells what was there at its own time, and a manifest no time at all");
    }
  }

  /// Of sides of which at least one is no bucket.
  private CompareReport compare(
      Supplier<SideCompareJob.Opened> opening,
      Stores stores,
      Progress progress,
      DifferenceListener rows) {
    return new SideCompareJob(
            sourceText,
            destinationText,
            opening,
            comparing(),
            SortSpace.standard(),
            stores.requests(),
            progress,
            rows)
        .run();
  }

  private SideCompareJob.Comparing comparing() {
    WhichVersions which = versions.histories().orElse(null);
    return which == null
        ? SideCompareJob.Comparing.objects(selection())
        : SideCompareJob.Comparing.histories(selection(), which, this::remembered);
  }

  /// Of the buckets whose objects both sides tell of.
  private ComparisonResult remembered(
      SideCompareJob.Opened sides, Function<VersionMappings, ComparisonResult> work) {
    BucketScope source = sides.source().objects().orElse(null);
    BucketScope destination = sides.destination().objects().orElse(null);
    return source == null || destination == null
        ? work.apply(VersionMappings.NONE)
        : new VersionMaps(around, state.or(around.stateFolder()))
            .reading(source, destination, work);
  }

  private CompareReport compare(
      BucketScope source,
      BucketScope destination,
      Stores stores,
      Progress progress,
      DifferenceListener rows) {
    Instant now = around.clock().instant();
    Selection selection = selection();
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
    return report.differsByExplainedAlone() ? ExitCode.DONE : ExitCode.NOT_IN_STEP;
  }
}
