package dev.lockstep.cli;

import dev.lockstep.inventory.ConfigurationJson;
import dev.lockstep.inventory.ConfigurationXml;
import dev.lockstep.inventory.InventoryConfiguration;
import dev.lockstep.telemetry.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lockstep inventory get BUCKET --id ID`.
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Shows a configuration, in the JSON of AWS's command line or in S3's XML.",
    footer = {
      "",
      "Examples:",
      "  lockstep inventory get a:src --id weekly",
      "  lockstep inventory get a:src --id weekly --xml",
      "",
      "Exit codes: 0 shown, 2 there is none."
    })
final class InventoryGetCommand extends InventoryVerb {
  @Parameters(index = "0", paramLabel = "BUCKET", description = "PROFILE:bucket that is listed.")
  private String bucketText = "";

  @Option(names = "--id", required = true, paramLabel = "ID", description = "Which one.")
  private String id = "";

  @Option(names = "--xml", description = "In S3's XML.")
  private boolean xml;

  @Mixin private StateFolder state = new StateFolder();

  InventoryGetCommand(Surroundings around) {
    super(around);
  }

  @Override
  boolean json() {
    return false;
  }

  @Override
  ExitCode work() {
    InventoryConfiguration one =
        InventoryConfigurations.parse(
            new InventoryConfigurations(around, state.or(around.stateFolder()))
                .find(Address.parse(bucketText), id));
    if (xml) {
      around.out().println(ConfigurationXml.text(one));
    } else {
      JsonWriter json = new JsonWriter(around.out()).beginObject().name("InventoryConfiguration");
      ConfigurationJson.write(json, one);
      json.endObject();
      around.out().println();
    }
    around.out().flush();
    return ExitCode.DONE;
  }
}
