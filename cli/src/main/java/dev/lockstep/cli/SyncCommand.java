package dev.lockstep.cli;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.copy.OnConflict;
import dev.lockstep.copy.Overwriting;
import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.history.UnwrittenMap;
import dev.lockstep.history.WhichVersions;
import dev.lockstep.job.HistorySettings;
import dev.lockstep.job.HistorySyncJob;
import dev.lockstep.job.Job;
import dev.lockstep.job.KnownDestination;
import dev.lockstep.job.ManifestSyncJob;
import dev.lockstep.job.RunFailure;
import dev.lockstep.job.SyncJob;
import dev.lockstep.job.SyncReport;
import dev.lockstep.job.SyncSettings;
import dev.lockstep.journal.JournalRecord;
import dev.lockstep.journal.RunFolder;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.manifest.ManifestSpool;
import dev.lockstep.plan.DeleteFirewall.Refusal;
import dev.lockstep.plan.Demands;
import dev.lockstep.plan.MaxDelete;
import dev.lockstep.state.VersionMap;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.verify.TrialNames;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
      "  lockstep sync old:photos new:photos --manifest missing.csv   these, and no others",
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

  @Option(
      names = "--delete",
      description = "Delete what only the destination has, at the end, if nothing failed.")
  private boolean delete;

  @Option(
      names = "--max-delete",
      paramLabel = "PERCENT|N",
      description = "Refuse to delete more than this (default: 10%%; never everything).")
  private @Nullable String maxDelete;

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

  @Option(
      names = "--wait",
      description = "Wait while another run between the same two places is alive, not refuse.")
  private boolean wait;

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
    SyncSettings asTyped = settings();
    checkVersions();
    SyncReport report;
    DifferenceRows rows;
    try (Stores stores = around.stores(requests.settings(concurrency))) {
      BucketScope source = stores.scope(from);
      BucketScope destination = stores.scope(to);
      rows = comparing.rows(delete, around.err());
      try (rows;
          ManifestSpool named = manifest.read(around, stores, source);
          RunFolder folder = runFolder(source, destination)) {
        report = run(source, destination, asTyped, folder, stores, rows, named);
        if (isWhole(report, rows)) {
          rows.areWhole();
        }
      }
    }
    if (output.json()) {
      SyncJson.write(around.out(), report, asTyped.by(), manifest.file());
    } else {
      new SyncText(
              around.out(),
              sourceText,
              destinationText,
              comparing.report(),
              asTyped.by(),
              manifest.file())
          .write(report, rows.first());
    }
    around.out().flush();
    return rows.exitCode(exitCode(report));
  }

  private void checkVersions() {
    if (manifest.file() != null) {
      manifest.check(
          delete,
          versions.histories().isPresent(),
          versions.asOf(around.clock().instant()) != null,
          comparing.selection().selection(around.clock().instant()));
    }
    if (versions.histories().isEmpty()) {
      histories.checkUnused();
      return;
    }
    if (delete) {
      throw new WrongUsage(
          "With --versions deletions travel as delete markers; --delete-versions removes versions whose source was removed");
    }
    if (comparing.by() != CompareBy.CONTENT) {
      throw new WrongUsage(
          "--by is of current objects; histories are compared by content and order");
    }
  }

  private Overwriting overwriting(DestinationRecord record) {
    Set<Capability> needed =
        copy.onConflict() == OnConflict.OVERWRITE ? Set.of() : Overwriting.CONDITIONS;
    return Overwriting.of(
        copy.onConflict(),
        dryRun
            ? record.asRecorded(needed)
            : record.knowing(needed, TrialNames.unnoted(around.random())));
  }

  /// Whether the destination keeps what must arrive, and what else is of use.
  private KnownDestination known(
      DestinationRecord record, BucketScope source, BucketScope destination) {
    boolean withinStore = destination.store().canCopyFrom(source.store());
    Set<Capability> needed = Demands.of(copy.settings(), withinStore).capabilities();
    if (versions.histories().isPresent() && !dryRun) {
      needed = EnumSet.copyOf(needed.isEmpty() ? EnumSet.noneOf(Capability.class) : needed);
      needed.add(Capability.VERSION_IDENTITY);
    }
    Set<Capability> must = needed;
    return (useful, names) ->
        dryRun ? record.asRecorded(must) : record.knowing(useful.isEmpty() ? must : useful, names);
  }

  /// Where deletions were refused before anything was done, the differences were counted alone.
  private static boolean isWhole(SyncReport report, DifferenceRows rows) {
    return report.failure() == null
        && (report.deletions().refusal() == null || !rows.first().isEmpty());
  }

  /// A dry run writes nothing, and so is in nobody's way.
  private @Nullable RunFolder runFolder(BucketScope source, BucketScope destination) {
    return dryRun
        ? null
        : RunFolder.take(
            state.or(around.stateFolder()),
            source,
            destination,
            wait ? this::waiting : null,
            around.clock());
  }

  private void waiting(String forWhom) {
    around.err().println("lockstep: waiting, as " + forWhom);
    around.err().flush();
  }

  private RunNotes notes(@Nullable RunFolder folder, SyncSettings settings) {
    return folder == null
        ? RunNotes.none()
        : folder.begin(
            new JournalRecord.RunBegan(
                sourceText, destinationText, settings.toString(), around.clock().instant()));
  }

  private SyncReport run(
      BucketScope source,
      BucketScope destination,
      SyncSettings asTyped,
      @Nullable RunFolder folder,
      Stores stores,
      DifferenceRows rows,
      @Nullable ManifestSpool named) {
    DestinationRecord record =
        new DestinationRecord(around, state.or(around.stateFolder()), destination, capabilities);
    SyncSettings settings = asTyped.with(asTyped.copy().with(overwriting(record)));
    try (RunNotes notes = notes(folder, settings)) {
      return run(
          source,
          destination,
          settings,
          notes,
          stores,
          rows,
          named,
          known(record, source, destination));
    }
  }

  private SyncReport run(
      BucketScope source,
      BucketScope destination,
      SyncSettings settings,
      RunNotes notes,
      Stores stores,
      DifferenceRows rows,
      @Nullable ManifestSpool named,
      KnownDestination known) {
    if (named != null) {
      return runManifest(source, destination, settings, notes, stores, rows, named, known);
    }
    Optional<WhichVersions> which = versions.histories();
    if (which.isPresent()) {
      return runHistories(which.get(), source, destination, settings, notes, stores, rows, known);
    }
    Progress progress = around.progress();
    SyncJob job =
        new SyncJob(
            source,
            destination,
            settings,
            notes,
            stores.requests(),
            progress,
            rows,
            around.clock(),
            stores.policy(),
            known);
    return run(job, progress, rows);
  }

  private SyncReport runManifest(
      BucketScope source,
      BucketScope destination,
      SyncSettings settings,
      RunNotes notes,
      Stores stores,
      DifferenceRows rows,
      ManifestSpool named,
      KnownDestination known) {
    Progress progress = around.progress();
    ManifestSyncJob job =
        new ManifestSyncJob(
            source,
            destination,
            settings,
            named,
            ManifestVerb.scratch(),
            notes,
            stores.requests(),
            progress,
            rows,
            around.clock(),
            stores.policy(),
            known);
    return run(job, progress, rows);
  }

  private SyncReport run(Job job, Progress progress, DifferenceRows rows) {
    try (ProgressLine line = ProgressLine.start(around, output.quiet(), progress);
        Stopping _ = Stopping.of(around, job, interruption(line, rows))) {
      return job.run();
    }
  }

  private SyncReport runHistories(
      WhichVersions which,
      BucketScope source,
      BucketScope destination,
      SyncSettings settings,
      RunNotes notes,
      Stores stores,
      DifferenceRows rows,
      KnownDestination known) {
    Path folder = state.or(around.stateFolder());
    HistorySettings how =
        histories.settings(
            which,
            CapabilityFile.of(folder, source.store().endpoint(), source.bucket()).read(),
            capabilities.over(
                CapabilityFile.of(folder, destination.store().endpoint(), destination.bucket())
                    .read(),
                around.clock().instant()));
    Progress progress = around.progress();
    Function<VersionMap, SyncReport> work =
        map ->
            run(
                new HistorySyncJob(
                    source,
                    destination,
                    settings,
                    how,
                    map,
                    notes,
                    stores.requests(),
                    progress,
                    rows,
                    around.clock(),
                    stores.policy(),
                    known),
                progress,
                rows);
    VersionMaps maps = new VersionMaps(around, folder);
    return dryRun
        ? maps.reading(source, destination, remembered -> work.apply(new UnwrittenMap(remembered)))
        : maps.writing(source, destination, work);
  }

  private Interruption interruption(ProgressLine line, DifferenceRows rows) {
    return new Interruption(
        around.err(), line, rows, dryRun ? Interruption.NOTHING_CHANGED : Interruption.UNFINISHED);
  }

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
    try {
      return new SyncSettings(
          comparing.selection().selection(around.clock().instant()),
          comparing.by(),
          copy.settings(),
          delete,
          maxDelete(),
          limit,
          dryRun,
          concurrency,
          comparing.listConcurrency(),
          versions.asOf(around.clock().instant()));
    } catch (IllegalArgumentException e) {
      throw new WrongUsage(String.valueOf(e.getMessage()));
    }
  }

  private MaxDelete maxDelete() {
    try {
      return maxDelete == null ? MaxDelete.STANDARD : MaxDelete.parse(maxDelete);
    } catch (IllegalArgumentException e) {
      throw new WrongUsage("--max-delete: " + e.getMessage());
    }
  }

  static ExitCode exitCode(SyncReport report) {
    RunFailure failure = report.failure();
    if (failure != null) {
      return ExitCode.of(failure);
    }
    Refusal refusal = report.deletions().refusal();
    if (refusal != null && refusal.forSafety()) {
      return ExitCode.REFUSED;
    }
    return report.inSync() || report.dryRun() ? ExitCode.DONE : ExitCode.NOT_IN_STEP;
  }
}
