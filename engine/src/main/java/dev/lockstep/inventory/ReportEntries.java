package dev.lockstep.inventory;

import dev.lockstep.listing.BucketScope;
import dev.lockstep.manifest.ManifestEntry;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A report taken for a manifest: what it lists, delete markers excepted. Its keys are what they
/// are, whatever the format; of the null version the id is called so. One thread.
public final class ReportEntries {
  private static final List<InventoryField> FIELDS =
      List.of(
          InventoryField.BUCKET,
          InventoryField.KEY,
          InventoryField.VERSION_ID,
          InventoryField.IS_DELETE_MARKER,
          InventoryField.SIZE);

  private final Path folder;
  private final Function<InventoryFormat, InventoryFiles> formats;
  private long entries;
  private long deleteMarkers;
  private long bytes;
  private boolean versions;

  /// @param folder for temporary files
  /// @param formats reads each
  public ReportEntries(Path folder, Function<InventoryFormat, InventoryFiles> formats) {
    this.folder = folder;
    this.formats = formats;
  }

  /// Gives the entries of a report, once.
  ///
  /// @param place of its `manifest.json`
  /// @throws InventoryException when its checksums or files do not fit
  /// @throws dev.lockstep.endpoint.StoreException when the store does not give it
  public void read(BucketScope place, Consumer<ManifestEntry> consumer) {
    ReportReader report = ReportReader.open(place, place.prefix());
    InventoryManifest manifest = report.manifest();
    InventorySchema schema = manifest.schema();
    versions = schema.has(InventoryField.VERSION_ID);
    report.forEachRows(
        formats.apply(manifest.format()),
        schema.among(FIELDS),
        folder,
        rows -> {
          for (int row = 0; row < rows.count(); row++) {
            row(rows, row, consumer);
          }
        });
  }

  private void row(InventoryRows rows, int row, Consumer<ManifestEntry> consumer) {
    if (rows.has(InventoryField.IS_DELETE_MARKER)
        && rows.number(InventoryField.IS_DELETE_MARKER).flag(row)) {
      deleteMarkers++;
      return;
    }
    TextColumn keys = rows.text(InventoryField.KEY);
    long size =
        rows.has(InventoryField.SIZE) && !rows.number(InventoryField.SIZE).isAbsent(row)
            ? rows.number(InventoryField.SIZE).value(row)
            : ManifestEntry.UNKNOWN_SIZE;
    entries++;
    bytes += Math.max(0, size);
    consumer.accept(
        new ManifestEntry(
            new BucketName(rows.text(InventoryField.BUCKET).value(row)),
            ObjectKey.ofBytes(keys.bytes(), keys.start(row), keys.end(row)),
            version(rows, row),
            size));
  }

  private static @Nullable VersionId version(InventoryRows rows, int row) {
    if (!rows.has(InventoryField.VERSION_ID)) {
      return null;
    }
    TextColumn ids = rows.text(InventoryField.VERSION_ID);
    return ids.isEmpty(row) ? VersionId.NULL : new VersionId(ids.value(row));
  }

  public long entries() {
    return entries;
  }

  /// How many rows were left out.
  public long deleteMarkers() {
    return deleteMarkers;
  }

  /// The sum of the sizes that are known.
  public long bytes() {
    return bytes;
  }

  /// Whether each entry names a version.
  public boolean versions() {
    return versions;
  }
}
