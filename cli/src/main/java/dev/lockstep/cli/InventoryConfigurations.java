package dev.lockstep.cli;

import dev.lockstep.inventory.ConfigurationJson;
import dev.lockstep.inventory.InventoryConfiguration;
import dev.lockstep.inventory.InventorySchedule;
import dev.lockstep.sqlite.SqliteStateHome;
import dev.lockstep.state.Configuration;
import dev.lockstep.state.Configurations;
import dev.lockstep.state.StateStore;
import dev.lockstep.telemetry.JsonWriter;
import java.nio.file.Path;
import java.util.function.Function;

/// Inventory configurations in the state store.
final class InventoryConfigurations {
  static final String KIND = InventorySchedule.KIND;

  private final SqliteStateHome home;

  InventoryConfigurations(Surroundings around, Path state) {
    this.home = new SqliteStateHome(state, around.clock());
  }

  /// Does something with them.
  <T> T with(Function<Configurations, T> work) {
    try (StateStore store = home.open()) {
      return work.apply(store.configurations());
    }
  }

  /// The one with this id.
  ///
  /// @throws WrongUsage when there is none
  Configuration find(Address bucket, String id) {
    return with(all -> all.find(KIND, bucket.store(), bucket.bucket().value(), id))
        .orElseThrow(() -> missing(bucket, id));
  }

  static WrongUsage missing(Address bucket, String id) {
    return new WrongUsage(
        "The specified configuration does not exist (NoSuchConfiguration): '"
            + id
            + "' of "
            + bucket.store()
            + ":"
            + bucket.bucket()
            + "; 'lockstep inventory list' names those there are");
  }

  static InventoryConfiguration parse(Configuration stored) {
    return ConfigurationJson.parse(stored.document());
  }

  static String document(InventoryConfiguration one) {
    StringBuilder text = new StringBuilder();
    ConfigurationJson.write(new JsonWriter(text), one);
    return text.toString();
  }
}
