package dev.lockstep.sqlite;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.state.MappingCursor;
import dev.lockstep.state.StatePlace;
import dev.lockstep.state.VersionMappings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A version map, to be read: looked up by its places each time, as its writer may put another map
/// in its place.
final class SqliteVersionMappings implements VersionMappings {
  private static final String ROWS =
      "SELECT "
          + MappingRow.COLUMNS
          + " FROM version_mapping WHERE map = ? AND (key, source) > (?, ?)";

  private static final String IN_ORDER = " ORDER BY key, source LIMIT " + PagedCursor.PAGE;

  /// Behind every source version, as every blob comes behind every text.
  private static final byte[] BEHIND_ALL = new byte[0];

  private final Reading reading;
  private final StatePlace source;
  private final StatePlace destination;

  SqliteVersionMappings(Reading reading, StatePlace source, StatePlace destination) {
    this.reading = reading;
    this.source = source;
    this.destination = destination;
  }

  @Override
  public MappingCursor open(ObjectKey after, @Nullable ObjectKey upTo) {
    return new PagedCursor(last -> reading.ask(connection -> page(connection, after, upTo, last)));
  }

  private List<MappingRow> page(
      Connection connection, ObjectKey after, @Nullable ObjectKey upTo, @Nullable MappingRow last)
      throws SQLException {
    OptionalLong map = MapRow.find(connection, source, destination);
    if (map.isEmpty()) {
      return List.of();
    }
    String query = ROWS + (upTo == null ? "" : " AND key <= ?") + IN_ORDER;
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setLong(1, map.getAsLong());
      if (last == null) {
        statement.setBytes(2, after.toBytes());
        bindBehind(statement, after);
      } else {
        statement.setBytes(2, last.mapping().key().toBytes());
        statement.setString(3, last.mapping().source().value());
      }
      if (upTo != null) {
        statement.setBytes(4, upTo.toBytes());
      }
      return read(statement);
    }
  }

  /// Behind all versions of a key; but before those of the empty one, with which all begins.
  private static void bindBehind(PreparedStatement statement, ObjectKey after) throws SQLException {
    if (after.isEmpty()) {
      statement.setString(3, "");
    } else {
      statement.setBytes(3, BEHIND_ALL);
    }
  }

  private static List<MappingRow> read(PreparedStatement statement) throws SQLException {
    List<MappingRow> page = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        page.add(MappingRow.read(rows));
      }
    }
    return page;
  }

  @Override
  public long count() {
    return reading.ask(connection -> {
      OptionalLong map = MapRow.find(connection, source, destination);
      return map.isEmpty() ? 0L : rowCount(connection, map.getAsLong());
    });
  }

  private static long rowCount(Connection connection, long map) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT row_count FROM version_map WHERE id = ?")) {
      statement.setLong(1, map);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }
}
