package dev.lockstep.duckdb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the queries of AWS's post on synchronising buckets were meant to say. Each is a view that
/// SQL can ask too, where the tables are called `source` and `destination`.
///
/// Keys are compared among the latest versions that are no delete markers. Rows that the time
/// between two reports, a replication under way or a lifecycle rule explains are in [#EXPLAINED]
/// and in no other.
public enum BuiltInView {
  /// At the source, and not at the destination.
  MISSING(true),
  /// Versions at the source whose id the destination has not: for destinations that keep the ids.
  MISSING_VERSIONS(true),
  /// At the destination, and not at the source.
  EXTRA(true),
  /// At both, with other bytes for certain.
  DIFFERENT(true),
  /// Whose replication has failed.
  FAILED(false),
  /// That no replication has dealt with.
  UNREPLICATED(false),
  /// Objects and bytes by the first part of the key.
  BY_PREFIX(false),
  /// At both, and neither size nor ETag can tell whether the bytes are the same.
  UNDECIDED(true),
  /// Missing or extra rows that need not be so for long.
  EXPLAINED(true);

  static final String SOURCE = "source";
  static final String DESTINATION = "destination";

  private final boolean ofTwo;

  BuiltInView(boolean ofTwo) {
    this.ofTwo = ofTwo;
  }

  /// As it is typed, and asked by SQL: `by_prefix`.
  public String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<BuiltInView> named(String name) {
    return Arrays.stream(values()).filter(view -> view.sqlName().equals(name)).findFirst();
  }

  /// Which tables it needs, in words.
  public String needs() {
    return ofTwo ? "tables called source and destination" : "a table called source";
  }

  /// Whether it can be asked with these tables.
  public boolean fits(List<String> tables) {
    return tables.contains(SOURCE) && (!ofTwo || tables.contains(DESTINATION));
  }

  /// The query that shows it, in order.
  public String query() {
    return switch (this) {
      case BY_PREFIX -> "SELECT * FROM by_prefix ORDER BY prefix";
      case MISSING_VERSIONS, FAILED, UNREPLICATED ->
          "SELECT * FROM " + sqlName() + " ORDER BY key, last_modified_date";
      case MISSING, EXTRA, DIFFERENT, UNDECIDED, EXPLAINED ->
          "SELECT * FROM " + sqlName() + " ORDER BY key";
    };
  }

  /// The statements that make the views known that fit the tables; none for a table that somebody
  /// has called like a view.
  static List<String> statements(List<SqlTable> tables) {
    List<String> names = tables.stream().map(SqlTable::name).toList();
    Optional<SqlTable> source = table(tables, SOURCE);
    if (source.isEmpty()) {
      return List.of();
    }
    Optional<SqlTable> destination = table(tables, DESTINATION);
    ViewSql sql = new ViewSql(source.get(), destination.orElse(source.get()));
    List<String> statements = new ArrayList<>();
    for (BuiltInView view : values()) {
      if (view.fits(names) && !names.contains(view.sqlName())) {
        statements.add(
            "CREATE VIEW " + view.sqlName() + " AS " + view.text(sql, destination.isPresent()));
      }
    }
    return statements;
  }

  private static Optional<SqlTable> table(List<SqlTable> tables, String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst();
  }

  private String text(ViewSql sql, boolean two) {
    return switch (this) {
      case MISSING ->
          sql.absent(SOURCE, DESTINATION) + " AND " + sql.explanation(SOURCE) + " IS NULL";
      case EXTRA ->
          sql.absent(DESTINATION, SOURCE) + " AND " + sql.explanation(DESTINATION) + " IS NULL";
      case MISSING_VERSIONS -> sql.missingVersions();
      case DIFFERENT -> sql.different("verdict <> 'undecided'");
      case UNDECIDED -> sql.different("verdict = 'undecided'");
      case FAILED -> sql.replication("upper(a.replication_status) = 'FAILED'");
      case UNREPLICATED -> sql.replication("coalesce(a.replication_status, '') = ''");
      case BY_PREFIX -> sql.byPrefix(two);
      case EXPLAINED -> sql.explained();
    };
  }

  /// The earlier of two moments.
  static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
