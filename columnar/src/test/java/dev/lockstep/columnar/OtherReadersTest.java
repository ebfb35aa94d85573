package dev.lockstep.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inventory.InventoryField;
import dev.lockstep.inventory.InventoryFiles;
import dev.lockstep.inventory.InventoryFormat;
import dev.lockstep.inventory.InventoryRows;
import dev.lockstep.inventory.InventorySchema;
import dev.lockstep.inventory.InventorySource;
import dev.lockstep.testkit.Seeded;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// DuckDB reads what is written here, and what DuckDB writes is read here.
class OtherReadersTest {
  private static final int ROWS = 2_000;

  @TempDir private Path folder;

  private Path write(InventoryFormat format, List<Map<InventoryField, Object>> rows)
      throws IOException {
    Path file = folder.resolve("data" + format.extension());
    InventoryRows batch = new InventoryRows(RowsOfAnyKind.FIELDS, ROWS);
    RowsOfAnyKind.fill(batch, rows);
    try (OutputStream out = Files.newOutputStream(file);
        InventoryFiles.RowWriter writer =
            ColumnarFiles.of(format).write(out, RowsOfAnyKind.FIELDS, 1 << 20)) {
      writer.write(batch);
    }
    return file;
  }

  private static void run(String command) {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(command);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<List<String>> ask(String query) {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      List<List<String>> rows = new ArrayList<>();
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
          row.add(String.valueOf(found.getString(column)));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Map<InventoryField, Object> row, InventoryField field) {
    Object value = row.get(field);
    return field == InventoryField.VERSION_ID && value == null ? "" : String.valueOf(value);
  }

  private void compare(RandomGenerator random) {
    List<Map<InventoryField, Object>> rows = RowsOfAnyKind.by(random, ROWS);
    try {
      Path file = write(InventoryFormat.PARQUET, rows);
      List<List<String>> read =
          ask(
              "SELECT bucket, key, version_id, is_latest, size, epoch_ms(last_modified_date), e_tag,"
                  + " object_owner FROM read_parquet('"
                  + file
                  + "')");
      assertThat(read)
          .isEqualTo(
              rows.stream()
                  .map(row ->
                      List.of(
                          text(row, InventoryField.BUCKET),
                          text(row, InventoryField.KEY),
                          text(row, InventoryField.VERSION_ID),
                          text(row, InventoryField.IS_LATEST),
                          text(row, InventoryField.SIZE),
                          text(row, InventoryField.LAST_MODIFIED_DATE),
                          text(row, InventoryField.E_TAG),
                          text(row, InventoryField.OBJECT_OWNER)))
                  .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void duckDbReadsOurParquetRowByRow() {
    Seeded.trials(3, this::compare);
  }

  @Test
  void theTypesThatDuckDbSeesAreThoseOfAws() throws IOException {
    Path file = write(InventoryFormat.PARQUET, List.of());

    assertThat(
            ask(
                "SELECT name, type, repetition_type, converted_type FROM parquet_schema('"
                    + file
                    + "')"))
        .contains(
            List.of("bucket", "BYTE_ARRAY", "REQUIRED", "UTF8"),
            List.of("key", "BYTE_ARRAY", "REQUIRED", "UTF8"),
            List.of("version_id", "BYTE_ARRAY", "OPTIONAL", "UTF8"),
            List.of("is_latest", "BOOLEAN", "OPTIONAL", "null"),
            List.of("size", "INT64", "OPTIONAL", "null"),
            List.of("last_modified_date", "INT64", "OPTIONAL", "TIMESTAMP_MILLIS"),
            List.of("lifecycle_expiration_date", "INT64", "OPTIONAL", "TIMESTAMP_MILLIS"));
    assertThat(ask("SELECT name FROM parquet_schema('" + file + "')").getFirst())
        .containsExactly("s3.inventory");
  }

  @Test
  void parquetIsCompressedBySnappy() throws IOException {
    Path file =
        write(
            InventoryFormat.PARQUET,
            List.of(Map.of(InventoryField.BUCKET, "b", InventoryField.KEY, "k")));

    assertThat(ask("SELECT DISTINCT compression FROM parquet_metadata('" + file + "')"))
        .containsExactly(List.of("SNAPPY"));
  }

  @Test
  void duckDbReadsOurCsv() throws IOException {
    Path file =
        write(
            InventoryFormat.CSV,
            List.of(
                Map.of(
                    InventoryField.BUCKET,
                    "b",
                    InventoryField.KEY,
                    "a b",
                    InventoryField.E_TAG,
                    "quote\"comma,")));

    assertThat(
            ask(
                "SELECT column00, column01, column07 FROM read_csv('"
                    + file
                    + "', header=false, all_varchar=true, quote='\"', escape='\"', delim=',')"))
        .containsExactly(List.of("b", "a%20b", "quote\"comma,"));
  }

  @Test
  void whatDuckDbWritesIsReadInMicrosecondsZstdAndAnotherOrder() throws IOException {
    Path file = folder.resolve("theirs.parquet");
    run(
        "COPY (SELECT 7::BIGINT AS size, TIMESTAMP '2024-04-12 06:45:57.123' AS last_modified_date, 'k' AS key,"
            + " 'b' AS bucket, true AS is_latest, 'red' AS colour) TO '"
            + file
            + "' (FORMAT parquet, COMPRESSION zstd)");
    InventorySchema schema =
        InventorySchema.parse(
            InventoryFormat.CSV, "size, last_modified_date, key, bucket, is_latest, colour");

    try (InventorySource source = InventorySource.of(file);
        InventoryFiles.RowReader reader =
            ColumnarFiles.of(InventoryFormat.PARQUET)
                .read(source, schema, List.copyOf(EnumSet.allOf(InventoryField.class)))) {
      InventoryRows rows = reader.next();
      assertThat(rows).isNotNull();
      assertThat(rows == null ? Map.of() : RowsOfAnyKind.read(rows, 0))
          .isEqualTo(
              Map.of(
                  InventoryField.BUCKET,
                  "b",
                  InventoryField.KEY,
                  "k",
                  InventoryField.IS_LATEST,
                  true,
                  InventoryField.SIZE,
                  7L,
                  InventoryField.LAST_MODIFIED_DATE,
                  1_712_904_357_123L));
    }
  }
}
