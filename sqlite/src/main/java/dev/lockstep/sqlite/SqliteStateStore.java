package dev.lockstep.sqlite;

import dev.lockstep.state.Configurations;
import dev.lockstep.state.StateCheck;
import dev.lockstep.state.StatePlace;
import dev.lockstep.state.StateStore;
import dev.lockstep.state.VersionMap;
import dev.lockstep.state.VersionMappings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// State in one file, open.
final class SqliteStateStore implements StateStore {
  private final StateFiles files;
  private final Reading reading;
  private final ProcessLock lock;
  private final Supplier<String> who;
  private final List<SqliteVersionMap> written = new ArrayList<>();
  private boolean closed;

  /// @param lock shared by all that have it open
  /// @param who this process is, now
  SqliteStateStore(StateFiles files, Connection read, ProcessLock lock, Supplier<String> who) {
    this.files = files;
    this.reading = new Reading(files.database(), read);
    this.lock = lock;
    this.who = who;
  }

  @Override
  public synchronized VersionMap versionMap(StatePlace source, StatePlace destination) {
    try {
      ProcessLock alone =
          ProcessLock.take(
              files.lockOf(source, destination),
              who.get(),
              "another writer of the version map of "
                  + source
                  + " and "
                  + destination
                  + " is alive");
      try {
        SqliteVersionMap map =
            new SqliteVersionMap(
                files.database(),
                readVersionMap(source, destination),
                write(source, destination),
                alone);
        written.add(map);
        return map;
      } catch (RuntimeException | SQLException | Error e) {
        alone.close();
        throw e;
      }
    } catch (SQLException e) {
      throw Failures.of(files.database(), e);
    } catch (IOException e) {
      throw Failures.of(files.database(), e);
    }
  }

  private MapWriting write(StatePlace source, StatePlace destination) throws SQLException {
    Connection connection = Connections.open(files.database());
    try {
      return MapWriting.begun(connection, source, destination, who.get());
    } catch (RuntimeException | SQLException | Error e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public VersionMappings readVersionMap(StatePlace source, StatePlace destination) {
    return new SqliteVersionMappings(reading, source, destination);
  }

  @Override
  public Configurations configurations() {
    return new SqliteConfigurations(files.database());
  }

  @Override
  public StateCheck check() {
    return apart(connection -> {
      List<String> faults = Inspection.faults(connection);
      return new StateCheck(
          files.database().toString(),
          files.bytes(),
          Schema.version(connection),
          faults.isEmpty() ? Inspection.maps(connection) : List.of(),
          faults);
    });
  }

  @Override
  public void backup(Path file) {
    apart(connection -> new BackupFile(file).write(connection));
  }

  /// For what takes long, by a connection of its own: nobody who reads waits for it.
  private <T> T apart(Reading.Question<T> question) {
    try (Connection connection = Connections.open(files.database())) {
      return question.ask(connection);
    } catch (SQLException e) {
      throw Failures.of(files.database(), e);
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      written.forEach(SqliteVersionMap::close);
      reading.close();
    } finally {
      lock.close();
    }
  }
}
