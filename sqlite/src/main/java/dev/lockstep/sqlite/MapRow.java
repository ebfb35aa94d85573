package dev.lockstep.sqlite;

import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.state.StateCheck.MapSize;
import dev.lockstep.state.StatePlace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// A row of the table of maps.
record MapRow(long id, MapSize size) {
  private static final String PLACES =
      "source_endpoint, source_bucket, source_prefix, destination_endpoint, destination_bucket, destination_prefix";

  /// Those that are not abandoned, in the order in which they were begun.
  static List<MapRow> all(Connection connection) throws SQLException {
    List<MapRow> maps = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT "
                    + PLACES
                    + ", row_count, epoch, last_writer, id FROM version_map WHERE abandoned = 0 ORDER BY id")) {
      while (rows.next()) {
        MapSize size =
            new MapSize(
                place(rows, 1),
                place(rows, 4),
                rows.getLong(7),
                rows.getLong(8),
                rows.getString(9));
        maps.add(new MapRow(rows.getLong(10), size));
      }
    }
    return maps;
  }

  private static StatePlace place(ResultSet rows, int first) throws SQLException {
    byte[] prefix = rows.getBytes(first + 2);
    return new StatePlace(
        rows.getString(first),
        new BucketName(rows.getString(first + 1)),
        ObjectKey.ofBytes(prefix, 0, prefix.length));
  }

  static OptionalLong find(Connection connection, StatePlace source, StatePlace destination)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id FROM version_map WHERE ("
                + PLACES
                + ") = (?, ?, ?, ?, ?, ?) AND abandoned = 0")) {
      set(statement, source, destination);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  /// Begins a map unless there is one.
  static long findOrBegin(Connection connection, StatePlace source, StatePlace destination)
      throws SQLException {
    OptionalLong there = find(connection, source, destination);
    if (there.isPresent()) {
      return there.getAsLong();
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO version_map ("
                + PLACES
                + ") VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
      set(statement, source, destination);
      statement.executeUpdate();
    }
    return find(connection, source, destination).orElseThrow();
  }

  private static void set(PreparedStatement statement, StatePlace source, StatePlace destination)
      throws SQLException {
    set(statement, 1, source);
    set(statement, 4, destination);
  }

  private static void set(PreparedStatement statement, int first, StatePlace place)
      throws SQLException {
    statement.setString(first, place.endpoint());
    statement.setString(first + 1, place.bucket().value());
    statement.setBytes(first + 2, place.prefix().toBytes());
  }
}
