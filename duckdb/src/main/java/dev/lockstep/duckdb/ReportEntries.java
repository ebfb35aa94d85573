package dev.lockstep.duckdb;

import dev.lockstep.inventory.InventoryField;
import dev.lockstep.inventory.InventoryFiles;
import dev.lockstep.inventory.InventoryFormat;
import dev.lockstep.inventory.InventoryManifest;
import dev.lockstep.inventory.InventoryManifest.DataFile;
import dev.lockstep.inventory.InventoryRows;
import dev.lockstep.inventory.InventorySchema;
import dev.lockstep.inventory.InventorySource;
import dev.lockstep.inventory.TextColumn;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.manifest.ManifestEntry;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A report taken for a manifest: what it lists, delete markers excepted. Its keys are what they
/// are, whatever the format; of the null version the id is called so. One thread.
public final class ReportEntries {
  private final ScratchFolder scratch;
  private final Function<InventoryFormat, InventoryFiles> formats;
  private long entries;
  private long deleteMarkers;
  private long bytes;
  private boolean versions;

  /// @param formats reads each
  public ReportEntries(ScratchFolder scratch, Function<InventoryFormat, InventoryFiles> formats) {
    this.scratch = scratch;
    this.formats = formats;
  }

  /// Gives the entries of a report, once.
  ///
  /// @param place of its `manifest.json`
  /// @throws dev.lockstep.inventory.InventoryException when its checksums or files do not fit
  /// @throws dev.lockstep.endpoint.StoreException when the store does not give it
  public void read(BucketScope place, Consumer<ManifestEntry> consumer) {
    InventoryManifest manifest = ReportFiles.manifest(place);
    InventorySchema schema = manifest.schema();
    versions = schema.has(InventoryField.VERSION_ID);
    List<InventoryField> wanted = new ArrayList<>();
    for (InventoryField field :
        List.of(
            InventoryField.BUCKET,
            InventoryField.KEY,
            InventoryField.VERSION_ID,
            InventoryField.IS_DELETE_MARKER,
            InventoryField.SIZE)) {
      if (schema.has(field)) {
        wanted.add(field);
      }
    }
    for (DataFile file : manifest.files()) {
      Path fetched = scratch.newFile(manifest.format().extension());
      ReportFiles.fetch(place, file, fetched);
      read(fetched, formats.apply(manifest.format()), schema, wanted, consumer);
      TableFiles.delete(fetched);
    }
  }

  private void read(
      Path fetched,
      InventoryFiles format,
      InventorySchema schema,
      List<InventoryField> wanted,
      Consumer<ManifestEntry> consumer) {
    try (InventorySource source = InventorySource.of(fetched);
        InventoryFiles.RowReader reader = format.read(source, schema, wanted)) {
      for (InventoryRows rows = reader.next(); rows != null; rows = reader.next()) {
        for (int row = 0; row < rows.count(); row++) {
          row(rows, row, consumer);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(fetched + " can't be read: " + e.getMessage(), e);
    }
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
