package dev.lockstep.columnar;

import dev.lockstep.inventory.InventoryField;
import dev.lockstep.inventory.InventoryFiles;
import dev.lockstep.inventory.InventoryFormat;
import dev.lockstep.inventory.InventorySchema;
import dev.lockstep.inventory.InventorySource;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Data files in ORC, compressed by ZLIB, as AWS writes them.
final class OrcFiles implements InventoryFiles {
  @Override
  public InventoryFormat format() {
    return InventoryFormat.ORC;
  }

  @Override
  public RowWriter write(OutputStream out, List<InventoryField> fields, int memory)
      throws IOException {
    return new OrcRows(out, fields, memory);
  }

  @Override
  public RowReader read(InventorySource source, InventorySchema schema, List<InventoryField> wanted)
      throws IOException {
    return OrcColumns.open(source, schema, wanted);
  }
}
