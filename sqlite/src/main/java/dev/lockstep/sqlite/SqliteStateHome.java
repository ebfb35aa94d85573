package dev.lockstep.sqlite;

import dev.lockstep.state.StateCheck;
import dev.lockstep.state.StateException;
import dev.lockstep.state.StateHome;
import dev.lockstep.state.StateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;

/// State in the file `state.db` of a folder.
///
/// Beside it: SQLite's own `state.db-wal` and `state.db-shm`, and the folder `state.locks` with a
/// file for the store and one for each pair of places that was ever written.
public final class SqliteStateHome implements StateHome {
  /// Files are made, mended and brought to a newer schema by one thread at a time; of several
  /// processes, Flyway and SQLite take care.
  private static final Object OPENING = new Object();

  private final Path folder;
  private final InstantSource clock;

  /// @param folder the state folder, whether it is there or not
  /// @param clock for the message to others who want to open it
  public SqliteStateHome(Path folder, InstantSource clock) {
    this.folder = folder.toAbsolutePath().normalize();
    this.clock = clock;
  }

  @Override
  public StateStore open() {
    StateFiles files = new StateFiles(folder);
    try {
      files.createFolders();
      ProcessLock lock =
          ProcessLock.share(files.storeLock(), who(), files.database() + " is being restored");
      try {
        return new SqliteStateStore(files, connect(files), lock, this::who);
      } catch (RuntimeException | SQLException | IOException | Error e) {
        lock.close();
        throw e;
      }
    } catch (SQLException e) {
      throw Failures.of(files.database(), e);
    } catch (IOException e) {
      throw Failures.of(folder, e);
    }
  }

  private static Connection connect(StateFiles files) throws SQLException, IOException {
    synchronized (OPENING) {
      files.endInterruptedRestore();
      files.createDatabase();
      Connection connection = Connections.read(files.database());
      try {
        if (Schema.version(connection) < Schema.CURRENT) {
          if (!Schema.isEmpty(connection)) {
            Schema.versionOfOurs(files.database(), connection);
          }
          connection.close();
          Migration.run(files.database());
          connection = Connections.read(files.database());
        }
        Schema.versionOfOurs(files.database(), connection);
        return connection;
      } catch (RuntimeException | SQLException | Error e) {
        connection.close();
        throw e;
      }
    }
  }

  @Override
  public Optional<StateStore> openIfThere() {
    return new StateFiles(folder).isThere() ? Optional.of(open()) : Optional.empty();
  }

  @Override
  public StateCheck restore(Path backup) {
    StateFiles files = new StateFiles(folder);
    try {
      files.createFolders();
      try (ProcessLock _ =
          ProcessLock.take(
              files.storeLock(),
              who(),
              files.database() + " is in use; the last that opened it was")) {
        files.endInterruptedRestore();
        new Restoration(files).from(backup);
      }
    } catch (IOException e) {
      throw Failures.of(folder, e);
    }
    try (StateStore restored = open()) {
      return restored.check();
    }
  }

  private String who() {
    return "process " + ProcessHandle.current().pid() + ", since " + clock.instant();
  }

  @Override
  public String toString() {
    return folder.resolve(StateFiles.DATABASE).toString();
  }

  /// For messages of what is not there.
  static StateException missing(Path file) {
    return new StateException(StateException.Reason.UNUSABLE, "There is no file " + file, null);
  }
}
