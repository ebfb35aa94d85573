package dev.lockstep.inventory;

import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.Encryption;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What report is to be made.
///
/// @param source what is listed: all keys of a bucket, or those with a prefix
/// @param destination the bucket of the report, and what its keys begin with before AWS's layout
/// @param id of the configuration
/// @param allVersions whether each version and delete marker is a row, and not only what is current
/// @param optional the fields that were chosen, of [InventoryField#optional]
/// @param encryption of the files; null for what the bucket does of itself
public record InventoryRequest(
    BucketScope source,
    BucketScope destination,
    String id,
    InventoryFormat format,
    boolean allVersions,
    Set<InventoryField> optional,
    @Nullable Encryption encryption) {

  public InventoryRequest {
    optional = optional.isEmpty() ? Set.of() : EnumSet.copyOf(optional);
    if (!optional.stream().allMatch(InventoryField::isOptional)) {
      throw new IllegalArgumentException(
          "What every report has, or none of its kind, is no choice");
    }
  }

  /// Where the report goes.
  public ReportPlace place() {
    return new ReportPlace(destination.prefix(), source.bucket(), id);
  }

  /// The columns of the data files.
  public InventorySchema schema() {
    EnumSet<InventoryField> fields = EnumSet.of(InventoryField.BUCKET, InventoryField.KEY);
    if (allVersions) {
      fields.add(InventoryField.VERSION_ID);
      fields.add(InventoryField.IS_LATEST);
      fields.add(InventoryField.IS_DELETE_MARKER);
    }
    fields.addAll(optional);
    return InventorySchema.of(fields);
  }

  /// Whether a field was chosen that takes a request of this sort for each version.
  boolean costs(InventoryField.Cost cost) {
    return optional.stream().anyMatch(field -> field.cost() == cost);
  }

  /// What the report is made of, in a form that is equal for equal reports.
  String recipe() {
    return source.store().endpoint()
        + " "
        + source
        + " "
        + destination.store().endpoint()
        + " "
        + place().root()
        + " "
        + format
        + " "
        + (allVersions ? "all" : "current")
        + " "
        + optional.stream().sorted().map(InventoryField::csvName).collect(Collectors.joining(","))
        + " "
        + (encryption == null ? "" : encryption.words());
  }
}
