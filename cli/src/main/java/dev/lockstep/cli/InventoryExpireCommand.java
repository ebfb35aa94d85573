package dev.lockstep.cli;

import dev.lockstep.inventory.FoundReport;
import dev.lockstep.inventory.ReportExpiry;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.telemetry.JsonWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lockstep inventory expire PLACE`.
@Command(
    name = "expire",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Removes old reports below a place, with their data files.",
    description = {
      "",
      "The newest complete report of each configuration always stays. Reports without a checksum are left as they are: a run may be making them.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  lockstep inventory expire a:reports/inv --keep 4 --dry-run",
      "  lockstep inventory expire a:reports/inv --older-than 90d",
      "",
      "Exit codes: 0 removed, 2 wrong usage, 3 a report is corrupt, 4 the store could",
      "not be used."
    })
final class InventoryExpireCommand extends InventoryVerb {
  @Parameters(index = "0", paramLabel = "PLACE", description = "PROFILE:bucket/prefix.")
  private String placeText = "";

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "This many reports of each configuration stay, the newest ones.")
  private @Nullable Integer keep;

  @Option(
      names = "--older-than",
      paramLabel = "TIME",
      description = "Only what was begun before: 90d, 2026-01-31 or 2026-01-31T10:00:00Z.")
  private @Nullable String olderThan;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Only say which reports would be removed.")
  private boolean dryRun;

  @Mixin private RequestFlags requests = new RequestFlags();
  @Mixin private OutputOptions output = new OutputOptions();

  InventoryExpireCommand(Surroundings around) {
    super(around);
  }

  @Override
  boolean json() {
    return output.json();
  }

  @Override
  ExitCode work() {
    Address place = Address.parse(placeText);
    if (keep == null && olderThan == null || keep != null && keep < 1) {
      throw new WrongUsage("Say what is old: --keep N (at least 1), --older-than TIME, or both");
    }
    Instant before =
        olderThan == null
            ? null
            : Amounts.time("--older-than", olderThan, around.clock().instant());
    try (Stores stores = around.stores(requests.settings())) {
      BucketScope scope = stores.scope(place);
      ReportExpiry expiry = new ReportExpiry(scope, keep == null ? 1 : keep, before);
      List<FoundReport> going = expiry.plan();
      int removed = dryRun ? 0 : expiry.remove(going);
      tell(scope, going, removed);
    }
    around.out().flush();
    return ExitCode.DONE;
  }

  private void tell(BucketScope scope, List<FoundReport> going, int removed) {
    if (output.json()) {
      JsonWriter json = new JsonWriter(around.out()).beginObject().member("dryRun", dryRun);
      json.name("reports").beginArray();
      going.forEach(report -> json.value(InventoryAnswer.address(scope, report.manifestKey())));
      json.endArray().member("removedObjects", removed).endObject();
      around.out().println();
      return;
    }
    going.forEach(report ->
        around
            .out()
            .println(
                (dryRun ? "would remove " : "removed ")
                    + InventoryAnswer.address(scope, report.manifestKey())));
  }
}
