package dev.lockstep.sqlite;

import dev.lockstep.state.StateCheck.MapSize;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Looks whether a file is what it must be: by SQLite's own look at each page, and by counting.
final class Inspection {
  private static final int MOST_FAULTS = 20;

  private Inspection() {}

  static List<String> faults(Connection connection) throws SQLException {
    List<String> faults = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA integrity_check(" + MOST_FAULTS + ")")) {
      while (rows.next()) {
        if (!rows.getString(1).equals("ok")) {
          faults.add(rows.getString(1).replaceAll("\\s+", " "));
        }
      }
    }
    if (faults.isEmpty()) {
      for (MapRow map : MapRow.all(connection)) {
        long counted = count(connection, map.id());
        if (counted != map.size().rows()) {
          faults.add(
              "the map of "
                  + map.size().source()
                  + " and "
                  + map.size().destination()
                  + " says that it has "
                  + map.size().rows()
                  + " rows, and has "
                  + counted);
        }
      }
    }
    return faults;
  }

  private static long count(Connection connection, long map) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT count(*) FROM version_mapping WHERE map = ?")) {
      statement.setLong(1, map);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  static List<MapSize> maps(Connection connection) throws SQLException {
    return MapRow.all(connection).stream().map(MapRow::size).toList();
  }
}
