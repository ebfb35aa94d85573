package dev.lockstep.columnar;

import dev.lockstep.inventory.InventoryField;
import dev.lockstep.inventory.InventoryFiles;
import dev.lockstep.inventory.InventoryRows;
import dev.lockstep.inventory.NumberColumn;
import dev.lockstep.inventory.TextColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.TimestampColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.VectorizedRowBatch;
import org.apache.orc.CompressionKind;
import org.apache.orc.OrcFile;
import org.apache.orc.TypeDescription;
import org.apache.orc.impl.MemoryManagerImpl;
import org.apache.orc.impl.PhysicalFsWriter;
import org.apache.orc.impl.WriterImpl;
import org.apache.orc.impl.writer.WriterEncryptionVariant;

/// Writes rows as ORC.
final class OrcRows implements InventoryFiles.RowWriter {
  private final List<InventoryField> fields;
  private final FSDataOutputStream out;
  private final WriterImpl writer;
  private final VectorizedRowBatch batch;

  OrcRows(OutputStream out, List<InventoryField> fields, int memory) throws IOException {
    this.fields = List.copyOf(fields);
    this.out = new FSDataOutputStream(out, null);
    TypeDescription schema = schema(fields);
    OrcFile.WriterOptions options =
        OrcFile.writerOptions(new Configuration(false))
            .setSchema(schema)
            .compress(CompressionKind.ZLIB)
            .stripeSize(memory)
            .useUTCTimestamp(true)
            .setProlepticGregorian(true)
            .directEncodingColumns("key,version_id,e_tag")
            // Its own share of the heap, rather than one with all writers of the process.
            .memory(new MemoryManagerImpl(Long.MAX_VALUE));
    options.physicalWriter(new PhysicalFsWriter(this.out, options, new WriterEncryptionVariant[0]));
    this.writer = new WriterImpl(null, new Path("data.orc"), options);
    this.batch = schema.createRowBatch();
  }

  private static TypeDescription schema(List<InventoryField> fields) {
    TypeDescription schema = TypeDescription.createStruct();
    for (InventoryField field : fields) {
      schema.addField(
          field.columnName(),
          switch (field.kind()) {
            case TEXT -> TypeDescription.createString();
            case NUMBER -> TypeDescription.createLong();
            case TIME -> TypeDescription.createTimestamp();
            case FLAG -> TypeDescription.createBoolean();
          });
    }
    return schema;
  }

  @Override
  public void write(InventoryRows rows) throws IOException {
    int most = batch.getMaxSize();
    for (int from = 0; from < rows.count(); from += most) {
      batch.reset();
      batch.size = Math.min(most, rows.count() - from);
      for (int place = 0; place < fields.size(); place++) {
        fill(batch.cols[place], rows, fields.get(place), from);
      }
      writer.addRowBatch(batch);
    }
  }

  private void fill(ColumnVector vector, InventoryRows rows, InventoryField field, int from) {
    switch (field.kind()) {
      case TEXT -> texts((BytesColumnVector) vector, rows.text(field), field, from);
      case NUMBER, FLAG -> numbers((LongColumnVector) vector, rows.number(field), from);
      case TIME -> times((TimestampColumnVector) vector, rows.number(field), from);
    }
  }

  /// The version that S3 calls null is empty in reports of AWS's, and not absent.
  private void texts(BytesColumnVector to, TextColumn column, InventoryField field, int from) {
    boolean emptyIsNull = field != InventoryField.VERSION_ID && !field.isRequired();
    for (int i = 0; i < batch.size; i++) {
      int length = column.length(from + i);
      if (length == 0 && emptyIsNull) {
        absent(to, i);
      } else {
        to.setRef(i, column.bytes(), column.start(from + i), length);
      }
    }
  }

  private void numbers(LongColumnVector to, NumberColumn column, int from) {
    for (int i = 0; i < batch.size; i++) {
      if (column.isAbsent(from + i)) {
        absent(to, i);
      } else {
        to.vector[i] = column.value(from + i);
      }
    }
  }

  private void times(TimestampColumnVector to, NumberColumn column, int from) {
    to.setIsUTC(true);
    for (int i = 0; i < batch.size; i++) {
      if (column.isAbsent(from + i)) {
        absent(to, i);
      } else {
        long millis = column.value(from + i);
        to.time[i] = millis;
        to.nanos[i] = (int) Math.floorMod(millis, 1000L) * 1_000_000;
      }
    }
  }

  private static void absent(ColumnVector vector, int row) {
    vector.noNulls = false;
    vector.isNull[row] = true;
  }

  @Override
  public long bytes() {
    return out.getPos();
  }

  @Override
  public void close() throws IOException {
    writer.close();
    out.close();
  }
}
