package dev.lockstep.columnar;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.Validity;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.ColumnSchema;
import dev.lockstep.inventory.InventoryException;
import dev.lockstep.inventory.InventoryField;
import dev.lockstep.inventory.InventoryFiles;
import dev.lockstep.inventory.InventoryRows;
import dev.lockstep.inventory.InventorySchema;
import dev.lockstep.inventory.InventorySource;
import dev.lockstep.inventory.NumberColumn;
import dev.lockstep.inventory.TextColumn;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Reads rows of Parquet, column by column.
final class ParquetColumns implements InventoryFiles.RowReader {
  private static final int ROWS = 4096;

  /// Held, as else it would be forgotten: what the reader says of the processor is no user's
  /// concern.
  private static final Logger SILENT = Logger.getLogger("dev.hardwood");

  static {
    SILENT.setLevel(Level.OFF);
  }

  private final InventorySource source;
  private final ParquetFileReader file;
  private final @Nullable ColumnReaders columns;
  private final Map<InventoryField, ColumnSchema> found;
  private final InventoryRows rows;

  /// Rows that no column tells of, when none is wanted that the file has.
  private long rest;

  private ParquetColumns(
      InventorySource source,
      ParquetFileReader file,
      Map<InventoryField, ColumnSchema> found,
      List<InventoryField> wanted) {
    this.source = source;
    this.file = file;
    this.found = found;
    this.rows = new InventoryRows(wanted, ROWS);
    this.rest = found.isEmpty() ? file.getFileMetaData().numRows() : 0;
    this.columns =
        found.isEmpty()
            ? null
            : file.buildColumnReaders(
                    ColumnProjection.columns(
                        found.values().stream().map(ColumnSchema::name).toArray(String[]::new)))
                .batchSize(ROWS)
                .build();
  }

  static ParquetColumns open(
      InventorySource source, InventorySchema schema, List<InventoryField> wanted)
      throws IOException {
    ParquetFileReader file = openFile(source);
    try {
      return new ParquetColumns(source, file, find(source, file, schema, wanted), wanted);
    } catch (RuntimeException e) {
      file.close();
      throw e instanceof InventoryException ? e : corrupt(source, e);
    }
  }

  private static ParquetFileReader openFile(InventorySource source) throws IOException {
    try {
      return ParquetFileReader.open(new SourceFile(source));
    } catch (RuntimeException | IOException e) {
      throw corrupt(source, e);
    }
  }

  private static InventoryException corrupt(InventorySource source, Exception e) {
    return new InventoryException(
        source.name() + " is no Parquet file, or damaged: " + e.getMessage(), e);
  }

  /// The columns that are wanted and there.
  private static Map<InventoryField, ColumnSchema> find(
      InventorySource source,
      ParquetFileReader file,
      InventorySchema schema,
      List<InventoryField> wanted) {
    Map<InventoryField, ColumnSchema> found = new TreeMap<>();
    for (ColumnSchema column : file.getFileSchema().getColumns()) {
      InventoryField field = InventoryField.named(column.name()).orElse(null);
      if (field != null && wanted.contains(field)) {
        check(source, column, field);
        found.put(field, column);
      }
    }
    for (InventoryField field : wanted) {
      if (schema.has(field) && !found.containsKey(field)) {
        throw new InventoryException(
            source.name()
                + " lacks the column "
                + field.columnName()
                + ", which its manifest names");
      }
    }
    return found;
  }

  private static void check(InventorySource source, ColumnSchema column, InventoryField field) {
    boolean fits =
        column.maxRepetitionLevel() == 0
            && switch (column.type()) {
              case BYTE_ARRAY -> field.kind() == InventoryField.Kind.TEXT;
              case INT64 ->
                  field.kind() == InventoryField.Kind.NUMBER
                      || field.kind() == InventoryField.Kind.TIME;
              case BOOLEAN -> field.kind() == InventoryField.Kind.FLAG;
              case INT32, INT96, FLOAT, DOUBLE, FIXED_LEN_BYTE_ARRAY -> false;
            };
    if (!fits) {
      throw new InventoryException(
          source.name()
              + ": the column "
              + column.name()
              + " is "
              + column.type()
              + ", which does"
              + " not hold "
              + field.csvName());
    }
  }

  @Override
  public @Nullable InventoryRows next() {
    rows.clear();
    try {
      if (columns == null) {
        int some = (int) Math.min(rest, ROWS);
        rest -= some;
        rows.count(some);
      } else if (columns.nextBatch()) {
        for (Map.Entry<InventoryField, ColumnSchema> one : found.entrySet()) {
          copy(columns.getColumnReader(one.getValue().name()), one.getKey(), one.getValue());
        }
        rows.count(columns.getRecordCount());
      }
    } catch (RuntimeException e) {
      throw corrupt(source, e);
    }
    return rows.count() == 0 ? null : rows;
  }

  private void copy(ColumnReader from, InventoryField field, ColumnSchema column) {
    switch (field.kind()) {
      case TEXT -> texts(from, rows.text(field));
      case NUMBER -> numbers(from, rows.number(field), 1);
      case TIME -> numbers(from, rows.number(field), perMillisecond(column.logicalType()));
      case FLAG -> flags(from, rows.number(field));
    }
  }

  private static void texts(ColumnReader from, TextColumn to) {
    byte[] bytes = from.getBinaryValues();
    int[] offsets = from.getBinaryOffsets();
    Validity valid = from.getLeafValidity();
    for (int row = 0; row < from.getRecordCount(); row++) {
      if (valid.isNotNull(row)) {
        to.set(row, bytes, offsets[row], offsets[row + 1]);
      }
    }
  }

  private static void numbers(ColumnReader from, NumberColumn to, long divisor) {
    long[] values = from.getLongs();
    Validity valid = from.getLeafValidity();
    for (int row = 0; row < from.getRecordCount(); row++) {
      if (valid.isNotNull(row)) {
        to.set(row, divisor == 1 ? values[row] : Math.floorDiv(values[row], divisor));
      }
    }
  }

  private static void flags(ColumnReader from, NumberColumn to) {
    boolean[] values = from.getBooleans();
    Validity valid = from.getLeafValidity();
    for (int row = 0; row < from.getRecordCount(); row++) {
      if (valid.isNotNull(row)) {
        to.set(row, values[row]);
      }
    }
  }

  /// A column without a type of its own holds milliseconds, as AWS's do.
  private static long perMillisecond(@Nullable LogicalType type) {
    if (type instanceof LogicalType.TimestampType timestamp) {
      return switch (timestamp.unit()) {
        case MILLIS -> 1;
        case MICROS -> 1_000;
        case NANOS -> 1_000_000;
      };
    }
    return 1;
  }

  @Override
  public void close() throws IOException {
    if (columns != null) {
      columns.close();
    }
    file.close();
  }
}
