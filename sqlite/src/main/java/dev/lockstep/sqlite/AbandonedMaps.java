package dev.lockstep.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Maps of which all was forgotten, in one step: their rows are removed piece by piece, by whoever
/// writes any map and has nothing else to do.
final class AbandonedMaps {
  private static final int PIECE = 2000;

  private final Connection connection;

  AbandonedMaps(Connection connection) {
    this.connection = connection;
  }

  /// Abandons a map.
  ///
  /// @return the empty one in its place, with the same writer
  long replace(long map) throws SQLException {
    change("UPDATE version_map SET abandoned = 1 WHERE id = ?", map);
    change(
        "INSERT INTO version_map (source_endpoint, source_bucket, source_prefix, destination_endpoint,"
            + " destination_bucket, destination_prefix, epoch, last_writer, next_position)"
            + " SELECT source_endpoint, source_bucket, source_prefix, destination_endpoint,"
            + " destination_bucket, destination_prefix, epoch, last_writer, next_position"
            + " FROM version_map WHERE id = ?",
        map);
    return number("SELECT last_insert_rowid()");
  }

  /// Removes a piece of one, if there is any.
  ///
  /// @return whether there is more
  boolean removeSome() throws SQLException {
    long map = number("SELECT coalesce(min(id), 0) FROM version_map WHERE abandoned = 1");
    if (map == 0) {
      return false;
    }
    int removed =
        change(
            "DELETE FROM version_mapping WHERE map = ?1 AND (key, source) <= (SELECT key, source"
                + " FROM version_mapping WHERE map = ?1 ORDER BY key, source LIMIT 1 OFFSET "
                + (PIECE - 1)
                + ")",
            map);
    if (removed == 0) {
      change("DELETE FROM version_mapping WHERE map = ?", map);
      change("DELETE FROM version_map WHERE id = ?", map);
    }
    return true;
  }

  private int change(String statement, long map) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      prepared.setLong(1, map);
      return prepared.executeUpdate();
    }
  }

  private long number(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
