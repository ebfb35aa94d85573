package dev.lockstep.columnar;

import dev.lockstep.inventory.CsvFiles;
import dev.lockstep.inventory.InventoryFiles;
import dev.lockstep.inventory.InventoryFormat;

/// The formats of data files.
public final class ColumnarFiles {
  private ColumnarFiles() {}

  /// Reads and writes this format.
  public static InventoryFiles of(InventoryFormat format) {
    return switch (format) {
      case CSV -> new CsvFiles();
      case ORC -> new OrcFiles();
      case PARQUET -> new ParquetFiles();
    };
  }
}
