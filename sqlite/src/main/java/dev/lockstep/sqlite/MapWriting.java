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

/// What the one writer of a map does in its transactions. Every one of them ends by asking whether
/// it is the last writer still. After [#begun], one thread calls.
final class MapWriting implements GroupCommit.Transaction, AutoCloseable {
  private final Connection connection;
  private final Statement plain;
  private final PreparedStatement insert;
  private final PreparedStatement replace;
  private final PreparedStatement delete;
  private final PreparedStatement close;
  private final AbandonedMaps abandoned;
  private final String pair;
  private final long epoch;
  private long map;
  private long mapOnDisk;
  private long position;
  private long positionOnDisk;
  private long added;
  private boolean inTransaction;

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
    this.insert =
        connection.prepareStatement(
            "INSERT INTO version_mapping (map, "
                + MappingRow.COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
    this.replace =
        connection.prepareStatement(
            "UPDATE version_mapping SET destination = ?, delete_marker = ?, modified = ?, source_etag = ?,"
                + " destination_etag = ?, size = ?, how = ? WHERE map = ? AND key = ? AND source = ?");
    this.delete =
        connection.prepareStatement(
            "DELETE FROM version_mapping WHERE map = ? AND key = ? AND source = ?");
    this.close =
        connection.prepareStatement(
            "UPDATE version_map SET next_position = ?, row_count = row_count + ?"
                + " WHERE id = ? AND epoch = ? AND abandoned = 0");
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

  void record(List<VersionMapping> mappings) throws SQLException {
    for (VersionMapping mapping : mappings) {
      insert.setLong(1, map);
      insert.setBytes(2, mapping.key().toBytes());
      insert.setString(3, mapping.source().value());
      insert.setLong(MappingRow.set(insert, 4, mapping), position);
      if (insert.executeUpdate() == 1) {
        position++;
        added++;
      } else {
        nameRow(replace, MappingRow.set(replace, 1, mapping), mapping.key(), mapping.source());
        replace.executeUpdate();
      }
    }
  }

  void forget(ObjectKey key, Collection<VersionId> sources) throws SQLException {
    for (VersionId source : sources) {
      nameRow(delete, 1, key, source);
      added -= delete.executeUpdate();
    }
  }

  private void nameRow(PreparedStatement statement, int from, ObjectKey key, VersionId source)
      throws SQLException {
    statement.setLong(from, map);
    statement.setBytes(from + 1, key.toBytes());
    statement.setString(from + 2, source.value());
  }

  /// Puts an empty map in this one's place; its rows are removed in passing.
  void forgetAll() throws SQLException {
    closeMap();
    map = abandoned.replace(map);
    added = 0;
  }

  @Override
  public void commit() throws SQLException {
    closeMap();
    plain.execute("COMMIT");
    inTransaction = false;
    mapOnDisk = map;
    positionOnDisk = position;
  }

  private void closeMap() throws SQLException {
    close.setLong(1, position);
    close.setLong(2, added);
    close.setLong(3, map);
    close.setLong(4, epoch);
    if (close.executeUpdate() == 0) {
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
    if (inTransaction) {
      inTransaction = false;
      plain.execute("ROLLBACK");
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
