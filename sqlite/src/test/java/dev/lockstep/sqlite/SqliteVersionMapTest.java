package dev.lockstep.sqlite;

import dev.lockstep.state.StatePlace;
import dev.lockstep.state.StateStore;
import dev.lockstep.state.VersionMap;
import dev.lockstep.state.VersionMappings;
import dev.lockstep.testkit.RandomMapContract;
import dev.lockstep.testkit.VersionMapContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// The contract over a file of SQLite's.
class SqliteVersionMapTest implements VersionMapContract, RandomMapContract {
  @TempDir private Path folder = Path.of("");
  private @Nullable StateStore opened;

  private StateStore store() {
    StateStore store = opened == null ? new SqliteStateHome(folder, () -> TIME).open() : opened;
    opened = store;
    return store;
  }

  @AfterEach
  void close() {
    store().close();
  }

  @Override
  public VersionMap write(StatePlace source, StatePlace destination) {
    return store().versionMap(source, destination);
  }

  @Override
  public VersionMappings read(StatePlace source, StatePlace destination) {
    return store().readVersionMap(source, destination);
  }

  @Override
  public void takeOver() {
    try (Connection connection = Connections.open(folder.resolve("state.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE version_map SET epoch = epoch + 1");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
