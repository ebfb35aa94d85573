package dev.lockstep.inventory;

import java.util.ArrayList;
import java.util.List;

/// Which columns of a report a comparison reads.
final class ReportColumns {
  /// What all versions are compared by.
  private static final List<InventoryField> OF_VERSIONS =
      List.of(
          InventoryField.KEY,
          InventoryField.VERSION_ID,
          InventoryField.IS_LATEST,
          InventoryField.IS_DELETE_MARKER,
          InventoryField.SIZE,
          InventoryField.LAST_MODIFIED_DATE,
          InventoryField.E_TAG);

  private ReportColumns() {}

  /// @param versions whether the ids of versions are wanted
  /// @throws InventoryException when the report has versions and does not say which are the latest
  static List<InventoryField> of(InventorySchema schema, boolean versions) {
    if (!schema.has(InventoryField.KEY)) {
      throw new InventoryException("the schema has no column for keys");
    }
    if (schema.has(InventoryField.VERSION_ID) && !schema.has(InventoryField.IS_LATEST)) {
      throw new InventoryException(
          "the schema has versions and no column IsLatest, so which objects are current is not known");
    }
    List<InventoryField> wanted = new ArrayList<>();
    for (InventoryField field :
        List.of(
            InventoryField.KEY,
            InventoryField.VERSION_ID,
            InventoryField.IS_LATEST,
            InventoryField.IS_DELETE_MARKER,
            InventoryField.SIZE,
            InventoryField.LAST_MODIFIED_DATE,
            InventoryField.E_TAG,
            InventoryField.REPLICATION_STATUS,
            InventoryField.ENCRYPTION_STATUS,
            InventoryField.LIFECYCLE_EXPIRATION_DATE)) {
      if (schema.has(field) && (versions || field != InventoryField.VERSION_ID)) {
        wanted.add(field);
      }
    }
    return wanted;
  }

  /// Those of all versions.
  ///
  /// @throws IllegalArgumentException when the report has not what it takes; it says what to do
  static List<InventoryField> ofVersions(InventorySchema schema) {
    if (!schema.has(InventoryField.VERSION_ID)) {
      throw new IllegalArgumentException(
          "it is of current versions alone: leave --versions away, or take a report of all versions ('inventory run … --versions all'; at AWS, IncludedObjectVersions All)");
    }
    List<String> lacking =
        OF_VERSIONS.stream()
            .filter(field -> !schema.has(field))
            .map(InventoryField::csvName)
            .toList();
    if (!lacking.isEmpty()) {
      throw new IllegalArgumentException(
          "histories are compared by columns that it has not: "
              + String.join(", ", lacking)
              + "; leave --versions away, or take a report that has them");
    }
    return OF_VERSIONS;
  }
}
