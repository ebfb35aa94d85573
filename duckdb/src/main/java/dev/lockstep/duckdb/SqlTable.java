package dev.lockstep.duckdb;

import dev.lockstep.inventory.InventoryField;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// A table that SQL can ask: all columns that an inventory can have, and `dt` as Athena's tables of
/// inventories have it. It is one report, so queries need not pin one.
///
/// What a report was not asked for is NULL, but for two columns: what lists current objects alone
/// lists the latest, and no delete markers.
///
/// @param name by which queries call it
/// @param files in Parquet
/// @param fields which of the columns are in the files
/// @param emptyText whether an absent text is empty rather than NULL, as it is in CSV
/// @param taken when the listing began that it is of
/// @param origin for people: where it is from
public record SqlTable(
    String name,
    List<Path> files,
    Set<InventoryField> fields,
    boolean emptyText,
    Instant taken,
    String origin) {
  private static final DateTimeFormatter DT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HH-mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  public SqlTable {
    files = List.copyOf(files);
    fields = Set.copyOf(fields);
  }

  /// Whether its rows are versions.
  boolean hasVersions() {
    return fields.contains(InventoryField.VERSION_ID);
  }

  /// The statement that makes it known.
  String create() {
    String columns =
        Arrays.stream(InventoryField.values()).map(this::column).collect(Collectors.joining(", "));
    String rows =
        files.isEmpty()
            ? " WHERE false"
            : " FROM read_parquet(["
                + files.stream()
                    .map(file -> literal(file.toString()))
                    .collect(Collectors.joining(", "))
                + "], binary_as_string = true)";
    return "CREATE VIEW "
        + quoted(name)
        + " AS SELECT "
        + columns
        + ", "
        + literal(DT.format(taken))
        + " AS dt"
        + rows;
  }

  private String column(InventoryField field) {
    String column = field.columnName();
    boolean there = fields.contains(field) && !files.isEmpty();
    return (there ? present(field) : absent(field)) + " AS " + column;
  }

  private String present(InventoryField field) {
    String column = field.columnName();
    return switch (field.kind()) {
      case TEXT -> emptyText ? "coalesce(" + column + ", '')" : column;
      // Nanoseconds with a zone have no way to the other but through microseconds with one.
      case TIME -> "CAST(CAST(" + column + " AS TIMESTAMPTZ) AS TIMESTAMP)";
      case NUMBER, FLAG -> column;
    };
  }

  private static String absent(InventoryField field) {
    if (field == InventoryField.IS_LATEST) {
      return "true";
    }
    return field == InventoryField.IS_DELETE_MARKER
        ? "false"
        : "CAST(NULL AS " + type(field.kind()) + ")";
  }

  private static String type(InventoryField.Kind kind) {
    return switch (kind) {
      case TEXT -> "VARCHAR";
      case NUMBER -> "BIGINT";
      case TIME -> "TIMESTAMP";
      case FLAG -> "BOOLEAN";
    };
  }

  /// A text as SQL writes it.
  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /// A name as SQL writes it.
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
