package dev.lockstep.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Which tables a file has: a number in its header, read by one query. Only where it is not the
/// present one is more done, and more loaded.
final class Schema {
  /// Of this Lockstep: the number of the last file in `schema`.
  static final int CURRENT = 2;

  /// The letters LKST: see `V1__version_maps.sql`.
  static final int APPLICATION_ID = 0x4c4b5354;

  private Schema() {}

  static int version(Connection connection) throws SQLException {
    return number(connection, "PRAGMA user_version");
  }

  /// The version of a file that must be one of ours.
  ///
  /// @throws dev.lockstep.state.StateException when it is not, or a later Lockstep's
  static int versionOfOurs(Path file, Connection connection) throws SQLException {
    int version = version(connection);
    if (number(connection, "PRAGMA application_id") != APPLICATION_ID) {
      throw Failures.notOurs(file);
    }
    if (version > CURRENT) {
      throw Failures.newer(file, version);
    }
    return version;
  }

  /// Whether nothing was ever written to it.
  static boolean isEmpty(Connection connection) throws SQLException {
    return number(connection, "PRAGMA user_version") == 0
        && number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
  }

  static int number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
