package dev.lockstep.cli;

import dev.lockstep.endpoint.StoreException;
import dev.lockstep.inventory.InventoryConfiguration;
import dev.lockstep.inventory.InventoryException;
import dev.lockstep.inventory.InventoryReport;
import dev.lockstep.inventory.InventoryRequest;
import dev.lockstep.inventory.InventorySpace;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.ListingDisorder;
import dev.lockstep.object.BucketName;
import dev.lockstep.state.Configuration;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
  private Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));

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
    InventoryConfigurations all =
        new InventoryConfigurations(around, state.or(around.stateFolder()));
    List<Configuration> due =
        all.with(stored -> stored.all(InventoryConfigurations.KIND)).stream()
            .filter(this::isDue)
            .toList();
    ExitCode exit = ExitCode.DONE;
    try (Stores stores = around.stores(requests.settings())) {
      for (Configuration one : due) {
        if (dryRun) {
          around.out().println(one.store() + ":" + one.bucket() + " " + one.id() + " is due");
        } else if (!make(stores, all, one)) {
          exit = ExitCode.NOT_IN_STEP;
        }
      }
    }
    around.out().flush();
    return exit;
  }

  private boolean isDue(Configuration stored) {
    return InventoryConfigurations.parse(stored).isDue(stored.lastRun(), around.clock().instant());
  }

  private boolean make(Stores stores, InventoryConfigurations all, Configuration stored) {
    Instant began = around.clock().instant();
    try {
      InventoryRequest request = request(stores, stored);
      InventorySpace space =
          InventorySpace.of(
              temporary, 16, Runtime.getRuntime().maxMemory(), InventorySpace.ROWS_OF_A_FILE);
      InventoryReport report =
          new InventoryRuns(around, state.or(around.stateFolder()), output.quiet())
              .run(request, space);
      all.with(configurations -> {
        configurations.ran(stored, began);
        return began;
      });
      new InventoryAnswer(around.out(), output.json())
          .made(request, report, stores.requests().snapshot());
      return true;
    } catch (StoreException | InventoryException | ListingDisorder | WrongUsage e) {
      around
          .err()
          .println(
              "lockstep: the report "
                  + stored.id()
                  + " of "
                  + stored.store()
                  + ":"
                  + stored.bucket()
                  + " could not be made and stays due: "
                  + e.getMessage());
      around.err().flush();
      return false;
    }
  }

  private static InventoryRequest request(Stores stores, Configuration stored) {
    InventoryConfiguration one = InventoryConfigurations.parse(stored);
    BucketScope source =
        stores.scope(new Address(stored.store(), new BucketName(stored.bucket()), one.prefix()));
    BucketScope destination =
        stores.scope(new Address(stored.otherStore(), one.destination(), one.destinationPrefix()));
    return new InventoryRequest(
        source,
        destination,
        one.id(),
        one.format(),
        one.allVersions(),
        one.optional(),
        one.encryption());
  }
}
