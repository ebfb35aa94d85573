package dev.lockstep.cli;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.Difference;
import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.history.WhichVersions;
import dev.lockstep.job.HistorySettings;
import dev.lockstep.job.SyncReport;
import dev.lockstep.job.SyncSettings;
import dev.lockstep.journal.JournalRecord;
import dev.lockstep.journal.RunFolder;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.manifest.ManifestSpool;
import dev.lockstep.plan.Demands;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lockstep sync SRC DST`.
@Command(
    name = "sync",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Makes a destination hold what a source holds, and proves it.",
    description = {
      "",
      "Lists both sides, copies what differs, and compares once more for the verdict. Nothing is deleted unless --delete is given, and then only after everything was copied, and never more than --max-delete.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  lockstep sync old:photos new:photos --dry-run      what would be done",
      "  lockstep sync old:photos new:photos                do it",
      "  lockstep sync s3://photos/2026/ new:archive/photos/2026/",
      "  lockstep sync old:photos new:photos --delete --max-delete 2%%",
      "  lockstep sync old:logs new:logs --exclude '*.tmp' --newer-than 7d",
      "  lockstep sync old:photos new:photos --on-conflict skip",
      "  lockstep sync old:photos new:photos --versions all    every version, in order",
      "  lockstep sync old:photos new:photos --as-of 2026-11-01T00:00:00Z --dry-run",
      "  lockstep sync old:photos new:photos --manifest missing.csv   these alone",
      "",
      "Exit codes: 0 in step, 1 finished but not in step, 2 wrong usage,",
      "3 refused for safety, 4 a store could not be used, 130 told to stop.",
      "Running it again is always safe, and goes on where it stopped. Ctrl-C lets it",
      "finish what is under way, for ten seconds at the most; once more stops at once."
    })
final class SyncCommand extends Verb {
  /// Their keys are kept in memory.
  private static final long MOST_CANARIES = 100_000;

  @Parameters(
      index = "0",
      paramLabel = "SRC",
      description =
          "PROFILE:bucket/prefix of an AWS profile, or s3://bucket/prefix by the default chain.")
  private String sourceText = "";

  @Parameters(
      index = "1",
      paramLabel = "DST",
      description = "The same for the destination. Each key keeps what follows the prefix.")
  private String destinationText = "";

  @Option(
      names = {"-n", "--dry-run"},
      description = "Only say what would be done: counts, bytes, the first rows, the requests.")
  private boolean dryRun;

  @Mixin private DeleteFlags deletions = new DeleteFlags();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Copy at most N objects (up to 100000): a canary.")
  private long limit = Long.MAX_VALUE;

  @Mixin private ManifestOption manifest = new ManifestOption();
  @Mixin private VersionsOption versions = new VersionsOption();
  @Mixin private HistoryFlags histories = new HistoryFlags();
  @Mixin private ComparingOptions comparing = new ComparingOptions();
  @Mixin private CopyFlags copy = new CopyFlags();
  @Mixin private CapabilityOptions capabilities = new CapabilityOptions();

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description =
          "Objects under way at once, at the most (default: ${DEFAULT-VALUE}). How many of them pay is found out as the run goes.")
  private int concurrency = RequestFlags.USUAL_CONCURRENCY;

  @Mixin private Memory memory = new Memory();
  @Mixin private WaitFlag waiting = new WaitFlag();
  @Mixin private RequestFlags requests = new RequestFlags();
  @Mixin private StateFolder state = new StateFolder();
  @Mixin private OutputOptions output = new OutputOptions();

  SyncCommand(Surroundings around) {
    super(around);
  }

  @Override
  ExitCode run() {
    Address from = Address.parse(sourceText);
    Address to = Address.parse(destinationText);
    capabilities.over(Capabilities.NONE, around.clock().instant());
    SyncSettings settings = settings();
    checkTogether(settings);
    SyncReport report;
    DifferenceRows rows;
    try (Stores stores = around.stores(requests.settings(concurrency))) {
      BucketScope source = stores.scope(from);
      BucketScope destination = stores.scope(to);
      rows = comparing.rows(settings.delete(), around.err());
      try (rows) {
        report = run(stores, source, destination, settings, rows);
        if (isWhole(report, rows)) {
          rows.areWhole();
        }
      }
    }
    tell(report, rows.first(), settings.by());
    return rows.exitCode(ExitCode.of(report));
  }

  // What is typed --------------------------------------------------------------------------------

  private SyncSettings settings() {
    memory.check();
    if (concurrency < 1) {
      throw new WrongUsage("--concurrency is at least 1");
    }
    if (limit < 0 || limit > MOST_CANARIES && limit < Long.MAX_VALUE) {
      throw new WrongUsage(
          "--limit is a number from 0 to "
              + MOST_CANARIES
              + "; to copy a larger part of a bucket, name it: a prefix, --include, --newer-than");
    }
    Instant now = around.clock().instant();
    try {
      return new SyncSettings(
          comparing.selection().selection(now),
          comparing.by(),
          copy.settings(),
          deletions.delete(),
          deletions.maxDelete(),
          limit,
          dryRun,
          concurrency,
          comparing.listConcurrency(),
          versions.asOf(now));
    } catch (IllegalArgumentException e) {
      throw new WrongUsage(String.valueOf(e.getMessage()));
    }
  }

  /// Refuses what does not go together.
  private void checkTogether(SyncSettings settings) {
    boolean ofHistories = versions.histories().isPresent();
    manifest.checkTogether(settings, ofHistories);
    if (!ofHistories) {
      histories.checkUnused();
      return;
    }
    if (settings.delete()) {
      throw new WrongUsage(
          "With --versions deletions travel as delete markers; --delete-versions removes versions whose source was removed");
    }
    if (settings.by() != CompareBy.CONTENT) {
      throw new WrongUsage(
          "--by is of current objects; histories are compared by content and order");
    }
  }

  private Path stateFolder() {
    return state.or(around.stateFolder());
  }

  // The run --------------------------------------------------------------------------------------

  private SyncReport run(
      Stores stores,
      BucketScope source,
      BucketScope destination,
      SyncSettings asTyped,
      DifferenceRows rows) {
    try (ManifestSpool named = manifest.read(around, stores, source);
        // A dry run writes nothing, and so is in nobody's way.
        RunFolder folder =
            dryRun ? null : waiting.take(around, stateFolder(), source, destination)) {
      DestinationRecord record =
          new DestinationRecord(around, stateFolder(), destination, capabilities, dryRun);
      SyncSettings settings = asTyped.with(asTyped.copy().with(copy.overwriting(around, record)));
      try (RunNotes notes = notes(folder, settings)) {
        SyncRun run =
            new SyncRun(
                around,
                stores,
                source,
                destination,
                settings,
                notes,
                rows,
                record.needing(mustBeKnown(source, destination)),
                around.progress(),
                output.quiet());
        return run(run, named);
      }
    }
  }

  private SyncReport run(SyncRun run, @Nullable ManifestSpool named) {
    if (named != null) {
      return run.ofManifest(named);
    }
    return versions
        .histories()
        .map(which ->
            run.ofHistories(histories(which, run.source(), run.destination()), stateFolder()))
        .orElseGet(run::ofObjects);
  }

  private RunNotes notes(@Nullable RunFolder folder, SyncSettings settings) {
    return folder == null
        ? RunNotes.none()
        : folder.begin(
            new JournalRecord.RunBegan(
                sourceText, destinationText, settings.toString(), around.clock().instant()));
  }

  /// What the destination must be known for before anything is written there.
  private Set<Capability> mustBeKnown(BucketScope source, BucketScope destination) {
    Set<Capability> known = EnumSet.noneOf(Capability.class);
    boolean withinStore = destination.store().canCopyFrom(source.store());
    known.addAll(Demands.of(copy.settings(), withinStore).capabilities());
    if (versions.histories().isPresent() && !dryRun) {
      known.add(Capability.VERSION_IDENTITY);
    }
    return known;
  }

  private HistorySettings histories(
      WhichVersions which, BucketScope source, BucketScope destination) {
    return histories.settings(
        which,
        recorded(source),
        capabilities.over(recorded(destination), around.clock().instant()));
  }

  private Capabilities recorded(BucketScope scope) {
    return CapabilityFile.of(stateFolder(), scope.store().endpoint(), scope.bucket()).read();
  }

  // The answer -----------------------------------------------------------------------------------

  /// Where deletions were refused before anything was done, the differences were counted alone.
  private static boolean isWhole(SyncReport report, DifferenceRows rows) {
    return report.failure() == null
        && (report.deletions().refusal() == null || !rows.first().isEmpty());
  }

  private void tell(SyncReport report, List<Difference> firstRows, CompareBy by) {
    if (output.json()) {
      SyncJson.write(around.out(), report, by, manifest.file());
    } else {
      new SyncText(
              around.out(), sourceText, destinationText, comparing.report(), by, manifest.file())
          .write(report, firstRows);
    }
    around.out().flush();
  }
}
