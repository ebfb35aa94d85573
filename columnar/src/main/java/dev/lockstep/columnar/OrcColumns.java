package dev.lockstep.columnar;

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
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.TimestampColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.VectorizedRowBatch;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.RecordReader;
import org.apache.orc.TypeDescription;
import org.jspecify.annotations.Nullable;

/// Reads rows of ORC.
final class OrcColumns implements InventoryFiles.RowReader {
  private static final int ROWS = 1024;

  private final InventorySource source;
  private final Reader file;
  private final RecordReader reader;
  private final VectorizedRowBatch batch;
  private final Map<InventoryField, Integer> places;
  private final InventoryRows rows;

  private OrcColumns(
      InventorySource source,
      Reader file,
      Map<InventoryField, Integer> places,
      List<InventoryField> wanted)
      throws IOException {
    this.source = source;
    this.file = file;
    this.places = places;
    TypeDescription schema = file.getSchema();
    boolean[] include = new boolean[schema.getMaximumId() + 1];
    include[0] = true;
    places.values().forEach(place -> include[schema.getChildren().get(place).getId()] = true);
    this.reader = file.rows(file.options().include(include).rowBatchSize(ROWS));
    this.batch = schema.createRowBatch(ROWS);
    this.rows = new InventoryRows(wanted, ROWS);
  }

  static OrcColumns open(
      InventorySource source, InventorySchema schema, List<InventoryField> wanted)
      throws IOException {
    try {
      Reader file =
          OrcFile.createReader(
              new Path("data.orc"),
              OrcFile.readerOptions(new Configuration(false))
                  .filesystem(new SourceFileSystem(source))
                  .maxLength(source.size())
                  .useUTCTimestamp(true)
                  .convertToProlepticGregorian(true));
      return new OrcColumns(source, file, find(source, file.getSchema(), schema, wanted), wanted);
    } catch (InventoryException e) {
      throw e;
    } catch (RuntimeException | IOException e) {
      throw corrupt(source, e);
    }
  }

  private static InventoryException corrupt(InventorySource source, Exception e) {
    return new InventoryException(
        source.name() + " is no ORC file, or damaged: " + e.getMessage(), e);
  }

  /// At which places of the file the columns are that are wanted and there.
  private static Map<InventoryField, Integer> find(
      InventorySource source,
      TypeDescription file,
      InventorySchema schema,
      List<InventoryField> wanted) {
    Map<InventoryField, Integer> found = new TreeMap<>();
    List<String> names =
        file.getCategory() == TypeDescription.Category.STRUCT ? file.getFieldNames() : List.of();
    for (int place = 0; place < names.size(); place++) {
      InventoryField field = InventoryField.named(names.get(place)).orElse(null);
      if (field != null && wanted.contains(field)) {
        check(source, names.get(place), file.getChildren().get(place), field);
        found.put(field, place);
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

  private static void check(
      InventorySource source, String name, TypeDescription type, InventoryField field) {
    boolean fits =
        switch (type.getCategory()) {
          case STRING, VARCHAR, CHAR, BINARY -> field.kind() == InventoryField.Kind.TEXT;
          case BYTE, SHORT, INT, LONG ->
              field.kind() == InventoryField.Kind.NUMBER
                  || field.kind() == InventoryField.Kind.TIME;
          case TIMESTAMP, TIMESTAMP_INSTANT -> field.kind() == InventoryField.Kind.TIME;
          case BOOLEAN -> field.kind() == InventoryField.Kind.FLAG;
          default -> false;
        };
    if (!fits) {
      throw new InventoryException(
          source.name()
              + ": the column "
              + name
              + " is "
              + type
              + ", which does not hold "
              + field.csvName());
    }
  }

  @Override
  public @Nullable InventoryRows next() {
    rows.clear();
    try {
      if (!reader.nextBatch(batch)) {
        return null;
      }
    } catch (RuntimeException | IOException e) {
      throw corrupt(source, e);
    }
    places.forEach((field, place) -> copy(batch.cols[place], field));
    rows.count(batch.size);
    return rows;
  }

  private void copy(ColumnVector vector, InventoryField field) {
    switch (vector) {
      case BytesColumnVector bytes -> texts(bytes, rows.text(field));
      case LongColumnVector longs -> numbers(longs, rows.number(field));
      case TimestampColumnVector times -> times(times, rows.number(field));
      default -> throw new IllegalStateException("No such vector was asked for: " + vector);
    }
  }

  private static int at(ColumnVector vector, int row) {
    return vector.isRepeating ? 0 : row;
  }

  private static boolean isNull(ColumnVector vector, int row) {
    return !vector.noNulls && vector.isNull[at(vector, row)];
  }

  private void texts(BytesColumnVector from, TextColumn to) {
    for (int row = 0; row < batch.size; row++) {
      if (!isNull(from, row)) {
        int at = at(from, row);
        to.set(row, from.vector[at], from.start[at], from.start[at] + from.length[at]);
      }
    }
  }

  private void numbers(LongColumnVector from, NumberColumn to) {
    for (int row = 0; row < batch.size; row++) {
      if (!isNull(from, row)) {
        to.set(row, from.vector[at(from, row)]);
      }
    }
  }

  private void times(TimestampColumnVector from, NumberColumn to) {
    for (int row = 0; row < batch.size; row++) {
      if (!isNull(from, row)) {
        to.set(row, from.getTime(at(from, row)));
      }
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
    file.close();
  }
}
