package dev.lockstep.sqlite;

import dev.lockstep.state.StateException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteDataSource;

/// Brings a file to the present schema, by the files in `schema`. The one class that knows Flyway,
/// and so is loaded only where there is something to bring.
final class Migration {
  private Migration() {}

  static void run(Path file) {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + file.toUri());
    source.setBusyTimeout(Math.toIntExact(Connections.BUSY.toMillis()));
    try {
      Flyway.configure(Migration.class.getClassLoader())
          .dataSource(source)
          .locations("classpath:dev/lockstep/sqlite/schema")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw e.getCause() instanceof SQLException cause
          ? Failures.of(file, cause)
          : new StateException(
              StateException.Reason.DAMAGED,
              file + " can't be brought to schema " + Schema.CURRENT + ": " + e.getMessage(),
              e);
    }
  }
}
