package dev.lockstep.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteJDBCLoader;

/// Connections to a file of SQLite's: each transaction is on the disk before it counts, and readers
/// see the last one while another is written.
final class Connections {
  /// How long one process waits for another's transaction.
  static final Duration BUSY = Duration.ofSeconds(60);

  private static final int CACHE_KIBIBYTES = 16 << 10;

  private Connections() {}

  /// To a file that is there.
  static Connection open(Path file) throws SQLException {
    SQLiteConfig config = quick();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    return connect(file, "", config);
  }

  /// To read alone.
  static Connection read(Path file) throws SQLException {
    return told(open(file), "PRAGMA query_only = ON");
  }

  /// To a file that nobody writes, without making any beside it.
  static Connection still(Path file) throws SQLException {
    return connect(file, "?immutable=1", quick());
  }

  private static SQLiteConfig quick() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(Math.toIntExact(BUSY.toMillis()));
    config.setCacheSize(-CACHE_KIBIBYTES);
    return config;
  }

  private static Connection connect(Path file, String options, SQLiteConfig config)
      throws SQLException {
    try {
      SQLiteJDBCLoader.initialize();
    } catch (Exception | LinkageError e) {
      throw Failures.withoutLibrary(e);
    }
    // As an address, in which a question mark of the name is not the beginning of options.
    Connection connection = config.createConnection("jdbc:sqlite:" + file.toUri() + options);
    // A damaged page is refused when it is read, not taken for the end.
    return told(connection, "PRAGMA cell_size_check = ON");
  }

  private static Connection told(Connection connection, String setting) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(setting);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
