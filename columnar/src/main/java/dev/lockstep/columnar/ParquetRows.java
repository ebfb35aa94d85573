package dev.lockstep.columnar;

import dev.lockstep.inventory.InventoryField;
import dev.lockstep.inventory.InventoryFiles;
import dev.lockstep.inventory.InventoryRows;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/// Writes rows as Parquet.
final class ParquetRows implements InventoryFiles.RowWriter {
  /// Enough to be worth a reader's thread.
  private static final int ROWS_OF_A_GROUP = 1 << 17;

  /// Values that hardly ever repeat: to look them up in a dictionary first costs time and gains
  /// nothing.
  private static final List<InventoryField> DISTINCT =
      List.of(InventoryField.KEY, InventoryField.VERSION_ID, InventoryField.E_TAG);

  private final PositionedStream out;
  private final RowSupport support;
  private final ParquetWriter<InventoryRows> writer;

  ParquetRows(OutputStream out, List<InventoryField> fields, int memory) throws IOException {
    this.out = new PositionedStream(out);
    this.support = new RowSupport(fields);
    Builder builder = new Builder(this.out, support);
    for (InventoryField field : DISTINCT) {
      builder.withDictionaryEncoding(field.columnName(), false);
      if (field != InventoryField.KEY) {
        builder.withStatisticsEnabled(field.columnName(), false);
      }
    }
    this.writer =
        builder
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory(new SnappyCodec())
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withRowGroupSize((long) memory)
            .withRowGroupRowCountLimit(ROWS_OF_A_GROUP)
            .build();
  }

  private static final class Builder extends ParquetWriter.Builder<InventoryRows, Builder> {
    private final RowSupport support;

    Builder(PositionedStream out, RowSupport support) {
      super(out.asFile());
      this.support = support;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @Deprecated
    protected WriteSupport<InventoryRows> getWriteSupport(
        org.apache.hadoop.conf.Configuration configuration) {
      return support;
    }

    @Override
    protected WriteSupport<InventoryRows> getWriteSupport(ParquetConfiguration configuration) {
      return support;
    }
  }

  @Override
  public void write(InventoryRows rows) throws IOException {
    for (int row = 0; row < rows.count(); row++) {
      support.row(row);
      writer.write(rows);
    }
  }

  @Override
  public long bytes() {
    return writer.getDataSize();
  }

  @Override
  public void close() throws IOException {
    writer.close();
    out.close();
  }
}
