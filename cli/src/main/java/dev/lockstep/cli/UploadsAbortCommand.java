package dev.lockstep.cli;

import dev.lockstep.cli.RequestFlags.RequestSettings;
import dev.lockstep.job.AbortUploadsJob;
import dev.lockstep.journal.JournalRecord;
import dev.lockstep.journal.RunFolder;
import dev.lockstep.journal.Unfinished;
import dev.lockstep.listing.BucketScope;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `lockstep uploads abort [SRC DST]`.
@Command(
    name = "abort",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Aborts the uploads that runs have left open, those alone that journals name.",
    footer = {
      "",
      "Examples:",
      "  lockstep uploads abort --dry-run                  only say which",
      "  lockstep uploads abort                            of all runs",
      "  lockstep uploads abort old:photos new:photos      of runs between these two",
      "",
      "What can't be aborted stays in its journal: run the same line again. The next",
      "sync begins the objects anew whose uploads are gone.",
      "Exit codes: 0 all are gone, 2 wrong usage, or a journal that can't be used,",
      "3 a run between the two is alive, 4 a store could not be used."
    })
final class UploadsAbortCommand extends Verb {
  @Mixin private UploadsScope scope = new UploadsScope();

  @Option(
      names = {"-n", "--dry-run"},
      description = "Only say what would be aborted; no store is asked.")
  private boolean dryRun;

  @Mixin private TlsOptions tls = new TlsOptions();
  @Mixin private StateFolder state = new StateFolder();
  @Mixin private OutputOptions output = new OutputOptions();

  UploadsAbortCommand(Surroundings around) {
    super(around);
  }

  @Override
  ExitCode run() {
    UploadsReport report = new UploadsReport();
    try (Stores stores = around.stores(RequestSettings.with(tls))) {
      Path runs = state.or(around.stateFolder());
      for (Path folder : scope.folders(stores, runs)) {
        report.trying(around.err(), () -> abort(stores, runs, folder, report));
      }
    }
    report.write(around.out(), output.json());
    return report.exitCode();
  }

  private ExitCode abort(Stores stores, Path runs, Path folder, UploadsReport report) {
    try (RunFolder held = RunFolder.take(folder, pair(folder), around.clock())) {
      Unfinished left = held.unfinished();
      JournalRecord.RunBegan run = left.run();
      if (run == null || left.leftUploads().isEmpty()) {
        return ExitCode.DONE;
      }
      if (dryRun) {
        report.listed(left);
        return ExitCode.DONE;
      }
      BucketScope source = stores.scope(Address.parse(run.source()));
      BucketScope destination = stores.scope(Address.parse(run.destination()));
      if (!RunFolder.of(runs, source, destination).equals(folder)) {
        throw new WrongUsage(
            run.source()
                + " or "
                + run.destination()
                + " is another place now than when its uploads were begun: name the profiles as they were, or name the same"
                + " place by SRC and DST. The journal is "
                + folder.resolve("journal"));
      }
      return report.aborted(run, new AbortUploadsJob(destination.store(), held).run());
    }
  }

  /// For the message that another run is alive.
  private static String pair(Path folder) {
    JournalRecord.RunBegan run = RunFolder.left(folder).run();
    return run == null ? folder.toString() : run.source() + " to " + run.destination();
  }
}
