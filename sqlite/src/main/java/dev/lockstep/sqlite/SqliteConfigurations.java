package dev.lockstep.sqlite;

import dev.lockstep.state.Configuration;
import dev.lockstep.state.Configurations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Configurations in the file. Each call has a connection of its own: they are few, and rarely
/// asked for.
final class SqliteConfigurations implements Configurations {
  private static final String COLUMNS =
      "SELECT kind, store, bucket, id, other_store, document, last_run FROM configuration ";

  private static final String ONE = "WHERE kind = ? AND store = ? AND bucket = ? AND id = ?";

  private final Path file;

  SqliteConfigurations(Path file) {
    this.file = file;
  }

  private <T> T ask(String sql, List<? extends @Nullable Object> values, Answer<T> answer) {
    try (Connection connection = Connections.open(file);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      return answer.of(statement);
    } catch (SQLException e) {
      throw Failures.of(file, e);
    }
  }

  @FunctionalInterface
  private interface Answer<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  @Override
  public void put(Configuration one) {
    ask(
        "INSERT INTO configuration (kind, store, bucket, id, other_store, document)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (kind, store, bucket, id)"
            + " DO UPDATE SET other_store = excluded.other_store, document = excluded.document",
        List.of(one.kind(), one.store(), one.bucket(), one.id(), one.otherStore(), one.document()),
        PreparedStatement::executeUpdate);
  }

  @Override
  public Optional<Configuration> find(String kind, String store, String bucket, String id) {
    return ask(COLUMNS + ONE, List.of(kind, store, bucket, id), SqliteConfigurations::rows).stream()
        .findFirst();
  }

  @Override
  public List<Configuration> all(String kind) {
    return ask(
        COLUMNS + "WHERE kind = ? ORDER BY store, bucket, id",
        List.of(kind),
        SqliteConfigurations::rows);
  }

  private static List<Configuration> rows(PreparedStatement statement) throws SQLException {
    List<Configuration> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        long lastRun = rows.getLong(7);
        boolean never = rows.wasNull();
        found.add(
            new Configuration(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getString(6),
                never ? null : Instant.ofEpochMilli(lastRun)));
      }
    }
    return found;
  }

  @Override
  public boolean remove(String kind, String store, String bucket, String id) {
    return ask(
            "DELETE FROM configuration " + ONE,
            List.of(kind, store, bucket, id),
            PreparedStatement::executeUpdate)
        > 0;
  }

  @Override
  public void ran(Configuration one, Instant at) {
    ask(
        "UPDATE configuration SET last_run = ? " + ONE,
        List.of(at.toEpochMilli(), one.kind(), one.store(), one.bucket(), one.id()),
        PreparedStatement::executeUpdate);
  }
}
