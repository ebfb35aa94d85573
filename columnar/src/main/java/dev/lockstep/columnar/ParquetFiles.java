package dev.lockstep.columnar;

import dev.lockstep.inventory.InventoryField;
import dev.lockstep.inventory.InventoryFiles;
import dev.lockstep.inventory.InventoryFormat;
import dev.lockstep.inventory.InventorySchema;
import dev.lockstep.inventory.InventorySource;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Data files in Parquet, compressed by Snappy, as AWS writes them.
final class ParquetFiles implements InventoryFiles {
  @Override
  public InventoryFormat format() {
    return InventoryFormat.PARQUET;
  }

  @Override
  public RowWriter write(OutputStream out, List<InventoryField> fields, int memory)
      throws IOException {
    return new ParquetRows(out, fields, memory);
  }

  @Override
  public RowReader read(InventorySource source, InventorySchema schema, List<InventoryField> wanted)
      throws IOException {
    return ParquetColumns.open(source, schema, wanted);
  }
}
