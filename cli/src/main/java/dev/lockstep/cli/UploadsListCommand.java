package dev.lockstep.cli;

import dev.lockstep.journal.RunFolder;
import dev.lockstep.journal.Unfinished;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `lockstep uploads list [SRC DST]`.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Lists the uploads that runs have left open, and asks no store.",
    footer = {
      "",
      "Examples:",
      "  lockstep uploads list                             of all runs",
      "  lockstep uploads list old:photos new:photos       of runs between these two",
      "  lockstep uploads list --output json",
      "",
      "Those of a run that is alive are listed too: it is at them.",
      "Exit codes: 0 listed, 2 wrong usage, or a journal that can't be read."
    })
final class UploadsListCommand extends Verb {
  @Mixin private UploadsScope scope = new UploadsScope();
  @Mixin private StateFolder state = new StateFolder();
  @Mixin private OutputOptions output = new OutputOptions();

  UploadsListCommand(Surroundings around) {
    super(around);
  }

  @Override
  ExitCode run() {
    UploadsReport report = new UploadsReport();
    List<Path> folders = new ArrayList<>();
    try (Stores stores = around.stores()) {
      folders.addAll(scope.folders(stores, state.or(around.stateFolder())));
    }
    for (Path folder : folders) {
      report.trying(
          around.err(),
          () -> {
            Unfinished left = RunFolder.left(folder);
            report.listed(left);
            return ExitCode.DONE;
          });
    }
    report.write(around.out(), output.json());
    return report.exitCode();
  }
}
