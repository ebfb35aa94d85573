package dev.lockstep.sqlite;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import dev.lockstep.state.VersionMapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// What the writer of a map says over and over. The driver gives a statement up that has failed, so
/// after a failure new ones are made.
final class MapStatements implements AutoCloseable {
  private final PreparedStatement insert;
  private final PreparedStatement replace;
  private final PreparedStatement delete;
  private final PreparedStatement end;

  MapStatements(Connection connection) throws SQLException {
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
    this.end =
        connection.prepareStatement(
            "UPDATE version_map SET next_position = ?, row_count = row_count + ?"
                + " WHERE id = ? AND epoch = ? AND abandoned = 0");
  }

  /// @return whether there was none of this key and source version
  boolean insert(long map, VersionMapping mapping, long position) throws SQLException {
    nameRow(insert, 1, map, mapping.key(), mapping.source());
    insert.setLong(MappingRow.set(insert, 4, mapping), position);
    return insert.executeUpdate() == 1;
  }

  void replace(long map, VersionMapping mapping) throws SQLException {
    int name = MappingRow.set(replace, 1, mapping);
    nameRow(replace, name, map, mapping.key(), mapping.source());
    replace.executeUpdate();
  }

  /// @return how many there were: none, or one
  int delete(long map, ObjectKey key, VersionId source) throws SQLException {
    nameRow(delete, 1, map, key, source);
    return delete.executeUpdate();
  }

  private static void nameRow(
      PreparedStatement statement, int from, long map, ObjectKey key, VersionId source)
      throws SQLException {
    statement.setLong(from, map);
    statement.setBytes(from + 1, key.toBytes());
    statement.setString(from + 2, source.value());
  }

  /// @return whether the map has the writer of this epoch still
  boolean end(long map, long epoch, long position, long added) throws SQLException {
    end.setLong(1, position);
    end.setLong(2, added);
    end.setLong(3, map);
    end.setLong(4, epoch);
    return end.executeUpdate() == 1;
  }

  @Override
  public void close() throws SQLException {
    insert.close();
    replace.close();
    delete.close();
    end.close();
  }
}
