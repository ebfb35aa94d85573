package dev.lockstep.cli;

import dev.lockstep.inventory.FoundReport;
import dev.lockstep.inventory.ReportSearch;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.telemetry.JsonWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `lockstep inventory ls PLACE`.
@Command(
    name = "ls",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Finds reports, of ours and of AWS, below a place.",
    footer = {
      "",
      "Examples:",
      "  lockstep inventory ls a:reports/inv",
      "  lockstep inventory ls a:reports --output json",
      "",
      "Exit codes: 0 listed, 2 wrong usage, 3 the listing can't be trusted, 4 the",
      "store could not be used."
    })
final class InventoryLsCommand extends InventoryVerb {
  @Parameters(index = "0", paramLabel = "PLACE", description = "PROFILE:bucket/prefix.")
  private String placeText = "";

  @Mixin private RequestFlags requests = new RequestFlags();
  @Mixin private OutputOptions output = new OutputOptions();

  InventoryLsCommand(Surroundings around) {
    super(around);
  }

  @Override
  boolean json() {
    return output.json();
  }

  @Override
  ExitCode work() {
    Address place = Address.parse(placeText);
    try (Stores stores = around.stores(requests.settings())) {
      BucketScope scope = stores.scope(place);
      List<FoundReport> found = ReportSearch.below(scope);
      if (output.json()) {
        write(scope, found);
      } else {
        found.forEach(report ->
            around
                .out()
                .println(
                    InventoryAnswer.address(scope, report.manifestKey())
                        + (report.complete() ? "" : "   incomplete: no checksum")));
      }
    }
    around.out().flush();
    return ExitCode.DONE;
  }

  private void write(BucketScope scope, List<FoundReport> found) {
    JsonWriter json = new JsonWriter(around.out()).beginObject().name("reports").beginArray();
    for (FoundReport report : found) {
      json.beginObject().member("manifest", InventoryAnswer.address(scope, report.manifestKey()));
      json.member("source", report.place().source().value()).member("id", report.place().id());
      json.member("began", report.began().toString());
      json.member("complete", report.complete()).endObject();
    }
    json.endArray().endObject();
    around.out().println();
  }
}
