package dev.lockstep.inventory;

import java.util.Arrays;
import java.util.Optional;

/// How data files are written.
public enum InventoryFormat {
  CSV("CSV", ".csv.gz"),
  ORC("ORC", ".orc"),
  PARQUET("Parquet", ".parquet");

  private final String manifestName;
  private final String extension;

  InventoryFormat(String manifestName, String extension) {
    this.manifestName = manifestName;
    this.extension = extension;
  }

  /// As manifests and configurations write it: `Parquet`.
  public String manifestName() {
    return manifestName;
  }

  /// Of a data file's key, with the dot.
  public String extension() {
    return extension;
  }

  /// The format with this name, in whatever case.
  public static Optional<InventoryFormat> named(String name) {
    return Arrays.stream(values())
        .filter(format -> format.manifestName.equalsIgnoreCase(name))
        .findFirst();
  }
}
