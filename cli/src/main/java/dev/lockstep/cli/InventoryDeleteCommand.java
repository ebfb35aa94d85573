package dev.lockstep.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lockstep inventory delete BUCKET --id ID`.
@Command(
    name = "delete",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Forgets a configuration; reports that were made stay.",
    footer = {
      "",
      "Examples:",
      "  lockstep inventory delete a:src --id weekly",
      "",
      "Exit codes: 0 forgotten, 2 there is none."
    })
final class InventoryDeleteCommand extends InventoryVerb {
  @Parameters(index = "0", paramLabel = "BUCKET", description = "PROFILE:bucket that is listed.")
  private String bucketText = "";

  @Option(names = "--id", required = true, paramLabel = "ID", description = "Which one.")
  private String id = "";

  @Mixin private StateFolder state = new StateFolder();

  InventoryDeleteCommand(Surroundings around) {
    super(around);
  }

  @Override
  boolean json() {
    return false;
  }

  @Override
  ExitCode work() {
    Address bucket = Address.parse(bucketText);
    boolean there =
        new InventoryConfigurations(around, state.or(around.stateFolder()))
            .with(all ->
                all.remove(
                    InventoryConfigurations.KIND, bucket.store(), bucket.bucket().value(), id));
    if (!there) {
      throw InventoryConfigurations.missing(bucket, id);
    }
    return ExitCode.DONE;
  }
}
