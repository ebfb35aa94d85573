package dev.lockstep.duckdb;

import dev.lockstep.duckdb.ResultSink.Column;
import dev.lockstep.duckdb.ResultSink.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/// SQL over some tables, by DuckDB in this process. What it may take of memory is given; more goes
/// to files in the scratch folder. Statements can read the tables and nothing else. One thread.
public final class SqlSession implements AutoCloseable {
  private final Connection connection;
  private final List<String> names;
  private final ScratchFolder scratch;

  private SqlSession(Connection connection, List<String> names, ScratchFolder scratch) {
    this.connection = connection;
    this.names = names;
    this.scratch = scratch;
  }

  /// @param memory in bytes, that the engine may take beside the Java heap
  /// @throws SqlException when a table can't be made known
  public static SqlSession open(ScratchFolder scratch, long memory, List<SqlTable> tables) {
    Properties properties = new Properties();
    properties.setProperty("jdbc_stream_results", "true");
    try {
      Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", properties);
      SqlSession session =
          new SqlSession(connection, tables.stream().map(SqlTable::name).toList(), scratch);
      try {
        session.makeKnown(tables, memory);
        return session;
      } catch (RuntimeException | Error e) {
        session.close();
        throw e;
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private void makeKnown(List<SqlTable> tables, long memory) {
    set(memory);
    tables.forEach(table -> execute(table.create()));
    BuiltInView.statements(tables).forEach(this::execute);
    execute("SET lock_configuration = true");
  }

  private void set(long memory) {
    Path folder = scratch.path();
    String home = SqlTable.literal(folder.toString());
    execute("SET autoinstall_known_extensions = false");
    execute("SET autoload_known_extensions = false");
    execute("SET allow_community_extensions = false");
    execute("SET home_directory = " + home);
    execute("SET extension_directory = " + SqlTable.literal(folder.resolve("none").toString()));
    execute("SET temp_directory = " + SqlTable.literal(folder.resolve("spill").toString()));
    execute(String.format(Locale.ROOT, "SET memory_limit = '%dKiB'", memory >> 10));
    execute("SET TimeZone = 'UTC'");
    execute("SET preserve_insertion_order = false");
    execute("SET allowed_directories = [" + home + "]");
    execute("SET enable_external_access = false");
  }

  private void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private static SqlException failure(SQLException e) {
    return new SqlException(words(e), e);
  }

  /// What the engine says; but not how to set its memory, which is given to it here.
  private static String words(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith("Out of Memory Error")
        ? message.lines().findFirst().orElse(message)
            + "; --memory gives it more, and fewer columns need less"
        : message;
  }

  /// Runs a statement, and gives its rows as they come.
  ///
  /// @throws SqlException when the engine refuses it, or fails
  /// @throws IOException when the rows can't be written
  public void run(String sql, ResultSink sink) throws IOException {
    try (Statement statement = connection.createStatement()) {
      if (!statement.execute(HyphenatedNames.quote(sql, names))) {
        sink.begin(List.of());
        sink.end();
        return;
      }
      try (ResultSet rows = statement.getResultSet()) {
        give(rows, sink);
      }
    } catch (SQLException e) {
      throw saysNothing(e) ? new SqlException(reason(sql), e) : refusal(e);
    }
  }

  /// Where rows come as they are made, the driver loses the reason why the first ones could not be.
  private static boolean saysNothing(SQLException e) {
    return String.valueOf(e.getMessage()).endsWith("Invalid result set");
  }

  /// Why no row of a statement could be made: it runs once more, giving none.
  private String reason(String sql) {
    try (Statement again = connection.createStatement();
        ResultSet plan =
            again.executeQuery("EXPLAIN ANALYZE " + HyphenatedNames.quote(sql, names))) {
      while (plan.next()) {
        plan.getString(1);
      }
    } catch (SQLException e) {
      if (!saysNothing(e)) {
        // What follows points into a line that nobody has written.
        return words(e).split("\n\nLINE ", 2)[0];
      }
    }
    return "The rows could not be made, and the engine does not say why";
  }

  /// Where the engine knows no such table, it proposes tables of its own.
  private SqlException refusal(SQLException e) {
    String message = String.valueOf(e.getMessage());
    if (!message.startsWith("Catalog Error: Table with name")) {
      return failure(e);
    }
    String tables =
        names.isEmpty() ? "There are no tables" : "The tables are " + String.join(", ", names);
    return new SqlException(
        message.replaceFirst("\nDid you mean [^\n]*\n", "\n")
            + "\n"
            + tables
            + "; --table NAME=WHAT makes one",
        e);
  }

  private static void give(ResultSet rows, ResultSink sink) throws SQLException, IOException {
    ResultSetMetaData about = rows.getMetaData();
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= about.getColumnCount(); i++) {
      columns.add(
          new Column(
              about.getColumnLabel(i), kind(about.getColumnType(i), about.getColumnTypeName(i))));
    }
    sink.begin(List.copyOf(columns));
    while (rows.next()) {
      List<@Nullable String> values = new ArrayList<>(columns.size());
      for (int i = 1; i <= columns.size(); i++) {
        values.add(text(rows.getObject(i)));
      }
      sink.row(values);
    }
    sink.end();
  }

  private static Kind kind(int type, String name) {
    return switch (type) {
      case Types.BOOLEAN -> Kind.FLAG;
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.DECIMAL,
          Types.NUMERIC ->
          Kind.NUMBER;
      case Types.FLOAT, Types.REAL, Types.DOUBLE -> Kind.NUMBER;
      default -> name.endsWith("HUGEINT") || name.endsWith("BIGINT") ? Kind.NUMBER : Kind.TEXT;
    };
  }

  private static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Timestamp time -> iso(time.toLocalDateTime());
      case LocalDateTime time -> iso(time);
      case OffsetDateTime time -> time.toInstant().toString();
      case Double number when !Double.isFinite(number) -> null;
      case Float number when !Float.isFinite(number) -> null;
      case BigDecimal number -> number.toPlainString();
      default -> value.toString();
    };
  }

  private static String iso(LocalDateTime time) {
    return time.toInstant(ZoneOffset.UTC).toString();
  }

  /// Runs a query, and writes its rows into a file in Parquet.
  ///
  /// @return the file, in the scratch folder
  /// @throws SqlException when the engine refuses it, or fails
  public Path writeParquet(String sql) {
    Path file = scratch.newFile(".parquet");
    String query = HyphenatedNames.quote(sql, names).strip().replaceFirst(";\\s*$", "");
    execute(
        "COPY ("
            + query
            + "\n) TO "
            + SqlTable.literal(file.toString())
            + " (FORMAT parquet, COMPRESSION snappy)");
    return file;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(e);
    }
  }
}
