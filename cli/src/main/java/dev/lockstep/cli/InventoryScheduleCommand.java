package dev.lockstep.cli;

import dev.lockstep.inventory.InventoryException;
import dev.lockstep.inventory.InventoryReport;
import dev.lockstep.inventory.InventoryRequest;
import dev.lockstep.inventory.InventorySchedule;
import dev.lockstep.inventory.InventorySpace;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.sort.ScratchFile;
import dev.lockstep.sqlite.SqliteStateHome;
import dev.lockstep.state.Configuration;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `lockstep inventory schedule`.
@Command(
    name = "schedule",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Makes the reports that are due, one after the other.",
    description = {
      "",
      "A configuration's first report is due at once, then one each day, or each week from Sunday on, in UTC. A line in a crontab that runs it every hour is enough. What fails is due again, and keeps no other from being made.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  lockstep inventory schedule --dry-run   what is due?",
      "  lockstep inventory schedule",
      "",
      "Exit codes: 0 all that was due is made, 1 something failed, 2 wrong usage."
    })
final class InventoryScheduleCommand extends InventoryVerb {
  @Option(
      names = {"-n", "--dry-run"},
      description = "Only say what is due; no request is sent.")
  private boolean dryRun;

  @Option(
      names = "--temp-dir",
      paramLabel = "DIR",
      description = "Where data files are until they are uploaded (default: the system's).")
  private Path temporary = ScratchFile.usualFolder();

  @Mixin private Memory memory = new Memory();
  @Mixin private RequestFlags requests = new RequestFlags();
  @Mixin private StateFolder state = new StateFolder();
  @Mixin private OutputOptions output = new OutputOptions();

  InventoryScheduleCommand(Surroundings around) {
    super(around);
  }

  @Override
  boolean json() {
    return output.json();
  }

  @Override
  ExitCode work() {
    memory.check();
    Path folder = state.or(around.stateFolder());
    InventorySchedule schedule =
        new InventorySchedule(new SqliteStateHome(folder, around.clock()), around.clock());
    if (dryRun) {
      schedule.due().forEach(one -> around.out().println(place(one) + " " + one.id() + " is due"));
      around.out().flush();
      return ExitCode.DONE;
    }
    InventorySpace space =
        InventorySpace.of(
            temporary, 16, Runtime.getRuntime().maxMemory(), InventorySpace.ROWS_OF_A_FILE);
    InventoryRuns runs = new InventoryRuns(around, folder, output.quiet());
    try (Stores stores = around.stores(requests.settings())) {
      boolean all =
          schedule.run(
              (store, bucket, prefix) -> scope(stores, new Address(store, bucket, prefix)),
              request -> runs.run(request, space),
              new Told(stores));
      around.out().flush();
      return all ? ExitCode.DONE : ExitCode.NOT_IN_STEP;
    }
  }

  private static BucketScope scope(Stores stores, Address address) {
    try {
      return stores.scope(address);
    } catch (WrongUsage | UncheckedIOException e) {
      throw new InventoryException(String.valueOf(e.getMessage()), e);
    }
  }

  private static String place(Configuration one) {
    return one.store() + ":" + one.bucket();
  }

  /// Says what became of each report.
  private final class Told implements InventorySchedule.Listener {
    private final Stores stores;

    Told(Stores stores) {
      this.stores = stores;
    }

    @Override
    public void made(Configuration stored, InventoryRequest request, InventoryReport report) {
      new InventoryAnswer(around.out(), output.json())
          .made(request, report, stores.requests().snapshot());
    }

    @Override
    public void failed(Configuration stored, RuntimeException why) {
      around
          .err()
          .println(
              "lockstep: the report "
                  + stored.id()
                  + " of "
                  + place(stored)
                  + " could not be made and stays due: "
                  + why.getMessage());
      around.err().flush();
    }
  }
}
