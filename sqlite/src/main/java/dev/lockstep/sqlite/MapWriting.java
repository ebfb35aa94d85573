package dev.lockstep.sqlite;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import dev.lockstep.state.StateException;
import dev.lockstep.state.StatePlace;
import dev.lockstep.state.VersionMapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the one writer of a map does in its transactions. Every one of them ends by asking whether
/// it is the last writer still. After [#begun], one thread calls.
final class MapWriting implements GroupCommit.Transaction, AutoCloseable {
  private final Connection connection;
  private final Statement plain;
  private final AbandonedMaps abandoned;
  private final String pair;
  private final long epoch;
  private long map;
  private long mapOnDisk;
  private long position;
  private long positionOnDisk;
  private long added;
  private boolean inTransaction;
  private @Nullable MapStatements statements;

  private MapWriting(Connection connection, String pair, long map, long epoch, long position)
      throws SQLException {
    this.connection = connection;
    this.pair = pair;
    this.map = map;
    this.mapOnDisk = map;
    this.epoch = epoch;
    this.position = position;
    this.positionOnDisk = position;
    this.abandoned = new AbandonedMaps(connection);
    this.plain = connection.createStatement();
  }

  /// Becomes the last writer of a map.
  ///
  /// @param who for people
  static MapWriting begun(
      Connection connection, StatePlace source, StatePlace destination, String who)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      long map = MapRow.findOrBegin(connection, source, destination);
      long epoch;
      long position;
      try (PreparedStatement take =
          connection.prepareStatement(
              "UPDATE version_map SET epoch = epoch + 1, last_writer = ? WHERE id = ? RETURNING epoch, next_position")) {
        take.setString(1, who);
        take.setLong(2, map);
        try (ResultSet row = take.executeQuery()) {
          row.next();
          epoch = row.getLong(1);
          position = row.getLong(2);
        }
      }
      statement.execute("COMMIT");
      return new MapWriting(connection, source + " and " + destination, map, epoch, position);
    }
  }

  long epoch() {
    return epoch;
  }

  @Override
  public void begin() throws SQLException {
    plain.execute("BEGIN IMMEDIATE");
    inTransaction = true;
    map = mapOnDisk;
    position = positionOnDisk;
    added = 0;
  }

  private MapStatements statements() throws SQLException {
    MapStatements there = statements == null ? new MapStatements(connection) : statements;
    statements = there;
    return there;
  }

  void record(List<VersionMapping> mappings) throws SQLException {
    MapStatements say = statements();
    for (VersionMapping mapping : mappings) {
      if (say.insert(map, mapping, position)) {
        position++;
        added++;
      } else {
        say.replace(map, mapping);
      }
    }
  }

  void forget(ObjectKey key, Collection<VersionId> sources) throws SQLException {
    MapStatements say = statements();
    for (VersionId source : sources) {
      added -= say.delete(map, key, source);
    }
  }

  /// Puts an empty map in this one's place; its rows are removed in passing.
  void forgetAll() throws SQLException {
    endMap();
    map = abandoned.replace(map);
    added = 0;
  }

  @Override
  public void commit() throws SQLException {
    endMap();
    plain.execute("COMMIT");
    inTransaction = false;
    mapOnDisk = map;
    positionOnDisk = position;
  }

  private void endMap() throws SQLException {
    if (!statements().end(map, epoch, position, added)) {
      throw new StateException(
          StateException.Reason.FENCED,
          "another process has become the writer of the version map of "
              + pair
              + " since this one was (epoch "
              + epoch
              + "); run it again",
          null);
    }
  }

  @Override
  public void rollback() throws SQLException {
    MapStatements given = statements;
    statements = null;
    try {
      if (inTransaction) {
        inTransaction = false;
        plain.execute("ROLLBACK");
      }
    } finally {
      if (given != null) {
        given.close();
      }
    }
  }

  @Override
  public boolean tidy() throws SQLException {
    plain.execute("BEGIN IMMEDIATE");
    inTransaction = true;
    boolean more = abandoned.removeSome();
    plain.execute("COMMIT");
    inTransaction = false;
    return more;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
