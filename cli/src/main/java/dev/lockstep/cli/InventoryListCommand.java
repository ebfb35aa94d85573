package dev.lockstep.cli;

import dev.lockstep.inventory.ConfigurationJson;
import dev.lockstep.inventory.InventoryConfiguration;
import dev.lockstep.state.Configuration;
import dev.lockstep.state.Configurations;
import dev.lockstep.telemetry.JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `lockstep inventory list [BUCKET]`.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Lists configurations, and when each was run last.",
    footer = {
      "",
      "Examples:",
      "  lockstep inventory list",
      "  lockstep inventory list a:src --output json   as S3 answers",
      "",
      "Exit codes: 0 listed, 2 wrong usage."
    })
final class InventoryListCommand extends InventoryVerb {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "BUCKET",
      description = "Of this bucket alone: PROFILE:bucket.")
  private @Nullable String bucketText;

  @Mixin private StateFolder state = new StateFolder();
  @Mixin private OutputOptions output = new OutputOptions();

  InventoryListCommand(Surroundings around) {
    super(around);
  }

  @Override
  boolean json() {
    return output.json();
  }

  @Override
  ExitCode work() {
    Address bucket = bucketText == null ? null : Address.parse(bucketText);
    List<Configuration> found =
        new InventoryConfigurations(around, state.or(around.stateFolder()))
            .with((Configurations all) -> all.all(InventoryConfigurations.KIND)).stream()
                .filter(one -> bucket == null || isOf(one, bucket))
                .toList();
    if (output.json()) {
      write(found);
    } else {
      found.forEach(this::tell);
    }
    around.out().flush();
    return ExitCode.DONE;
  }

  private static boolean isOf(Configuration one, Address bucket) {
    return one.store().equals(bucket.store()) && one.bucket().equals(bucket.bucket().value());
  }

  private void tell(Configuration stored) {
    InventoryConfiguration one = InventoryConfigurations.parse(stored);
    around
        .out()
        .println(
            stored.store()
                + ":"
                + stored.bucket()
                + " "
                + one.id()
                + "  "
                + (one.enabled() ? one.frequency().awsName() : "disabled")
                + ", "
                + one.format().manifestName()
                + ", to "
                + stored.otherStore()
                + ":"
                + one.destination()
                + (one.destinationPrefix().isEmpty() ? "" : "/" + one.destinationPrefix())
                + ", last run: "
                + (stored.lastRun() == null ? "never" : stored.lastRun()));
  }

  private void write(List<Configuration> found) {
    JsonWriter json =
        new JsonWriter(around.out()).beginObject().name("InventoryConfigurationList").beginArray();
    found.forEach(one -> ConfigurationJson.write(json, InventoryConfigurations.parse(one)));
    json.endArray().member("IsTruncated", false).endObject();
    around.out().println();
  }
}
