package dev.lockstep.cli;

import dev.lockstep.inventory.ConfigurationJson;
import dev.lockstep.inventory.ConfigurationXml;
import dev.lockstep.inventory.InventoryConfiguration;
import dev.lockstep.state.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lockstep inventory put BUCKET --id ID --configuration FILE`.
@Command(
    name = "put",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Keeps a configuration: which reports are to be made of a bucket, and how often.",
    description = {
      "",
      "The configuration is what S3 takes: its XML, or the JSON of AWS's command line. It is kept in the state folder, not at the store; 'inventory schedule' makes what is due.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  lockstep inventory put a:src --id weekly --configuration weekly.json",
      "  lockstep inventory put a:src --id new --configuration new.xml --to-store b",
      "",
      "Exit codes: 0 kept, 2 wrong usage, 3 no configuration that S3 would take."
    })
final class InventoryPutCommand extends InventoryVerb {
  private static final int MOST = 1000;

  @Parameters(index = "0", paramLabel = "BUCKET", description = "PROFILE:bucket that is listed.")
  private String bucketText = "";

  @Option(names = "--id", required = true, paramLabel = "ID", description = "As within it.")
  private String id = "";

  @Option(
      names = "--configuration",
      required = true,
      paramLabel = "FILE",
      description = "XML or JSON.")
  private Path file = Path.of("");

  @Option(
      names = "--to-store",
      paramLabel = "PROFILE",
      description = "The store of the destination's bucket (default: that of BUCKET).")
  private @Nullable String otherStore;

  @Mixin private StateFolder state = new StateFolder();

  InventoryPutCommand(Surroundings around) {
    super(around);
  }

  @Override
  boolean json() {
    return false;
  }

  @Override
  ExitCode work() {
    Address bucket = Address.parse(bucketText);
    InventoryConfiguration one = read();
    if (!one.id().equals(id)) {
      throw new WrongUsage("--id is '" + id + "', and the configuration's Id '" + one.id() + "'");
    }
    Configuration stored =
        new Configuration(
            InventoryConfigurations.KIND,
            bucket.store(),
            bucket.bucket().value(),
            id,
            otherStore == null ? bucket.store() : otherStore,
            InventoryConfigurations.document(one),
            null);
    new InventoryConfigurations(around, state.or(around.stateFolder()))
        .with(all -> {
          long there =
              all.all(InventoryConfigurations.KIND).stream()
                  .filter(other -> isOfBucket(other, bucket) && !other.id().equals(id))
                  .count();
          if (there >= MOST) {
            throw new WrongUsage("A bucket has " + MOST + " configurations at the most");
          }
          all.put(stored);
          return stored;
        });
    return ExitCode.DONE;
  }

  private static boolean isOfBucket(Configuration other, Address bucket) {
    return other.store().equals(bucket.store()) && other.bucket().equals(bucket.bucket().value());
  }

  private InventoryConfiguration read() {
    try {
      String text = Files.readString(file);
      return text.stripLeading().startsWith("<")
          ? ConfigurationXml.parse(text.strip())
          : ConfigurationJson.parse(text);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read: " + e, e);
    }
  }
}
