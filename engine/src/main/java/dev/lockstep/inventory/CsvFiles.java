package dev.lockstep.inventory;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Data files in CSV, as AWS writes them: GZIP, UTF-8, no header, every field in double quotes,
/// keys URL-encoded, absent values empty.
public final class CsvFiles implements InventoryFiles {
  @Override
  public InventoryFormat format() {
    return InventoryFormat.CSV;
  }

  @Override
  public RowWriter write(OutputStream out, List<InventoryField> fields, int memory)
      throws IOException {
    return new CsvWriter(out, fields);
  }

  @Override
  public RowReader read(InventorySource source, InventorySchema schema, List<InventoryField> wanted)
      throws IOException {
    return new CsvReader(source, schema, wanted);
  }
}
