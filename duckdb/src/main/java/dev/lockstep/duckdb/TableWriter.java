package dev.lockstep.duckdb;

import dev.lockstep.inventory.InventoryField;
import dev.lockstep.inventory.InventoryFiles;
import dev.lockstep.inventory.InventoryRows;
import dev.lockstep.manifest.ManifestEntry;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ETag;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes rows into a file, some at a time. One thread.
final class TableWriter implements AutoCloseable {
  private static final int ROWS = 1_000;

  private final InventoryFiles.RowWriter out;
  private final InventoryRows rows;
  private final byte[] bucket;

  /// @param bucket of all rows; null where each has its own
  TableWriter(
      InventoryFiles.RowWriter out, List<InventoryField> fields, @Nullable BucketName bucket) {
    this.out = out;
    this.rows = new InventoryRows(fields, ROWS);
    this.bucket = bucket == null ? new byte[0] : bucket.value().getBytes(StandardCharsets.UTF_8);
  }

  void object(EntryPage page, int row) throws IOException {
    int at = rows.count();
    rows.text(InventoryField.BUCKET).set(at, bucket);
    rows.text(InventoryField.KEY).set(at, page.keyBytes(), page.keyStart(row), page.keyEnd(row));
    rows.number(InventoryField.SIZE).set(at, page.size(row));
    rows.number(InventoryField.LAST_MODIFIED_DATE).set(at, page.modifiedMillis(row));
    etag(at, page.etag(row));
    rows.text(InventoryField.STORAGE_CLASS).set(at, page.storageClass(row));
    endRow();
  }

  void version(ObjectKey key, ObjectVersion version) throws IOException {
    int at = rows.count();
    rows.text(InventoryField.BUCKET).set(at, bucket);
    rows.text(InventoryField.KEY).set(at, key.toBytes());
    if (!version.id().isNull()) {
      rows.text(InventoryField.VERSION_ID).set(at, version.id().value());
    }
    rows.number(InventoryField.IS_LATEST).set(at, version.latest());
    rows.number(InventoryField.IS_DELETE_MARKER).set(at, version.deleteMarker());
    rows.number(InventoryField.LAST_MODIFIED_DATE).set(at, version.lastModified().toEpochMilli());
    if (!version.deleteMarker()) {
      rows.number(InventoryField.SIZE).set(at, version.size());
      etag(at, version.etag());
      rows.text(InventoryField.STORAGE_CLASS).set(at, version.storageClass().name());
    }
    endRow();
  }

  private void etag(int at, @Nullable ETag etag) {
    if (etag != null) {
      rows.text(InventoryField.E_TAG).set(at, etag.value());
      if (etag.kind() != ETag.Kind.OPAQUE) {
        rows.number(InventoryField.IS_MULTIPART_UPLOADED).set(at, etag.parts() > 0);
      }
    }
  }

  void entry(ManifestEntry entry) throws IOException {
    int at = rows.count();
    rows.text(InventoryField.BUCKET).set(at, entry.bucket().value());
    rows.text(InventoryField.KEY).set(at, entry.key().toBytes());
    if (rows.has(InventoryField.VERSION_ID)) {
      rows.text(InventoryField.VERSION_ID).set(at, Objects.requireNonNull(entry.version()).value());
    }
    if (entry.size() != ManifestEntry.UNKNOWN_SIZE) {
      rows.number(InventoryField.SIZE).set(at, entry.size());
    }
    endRow();
  }

  private void endRow() throws IOException {
    rows.endRow();
    if (rows.isFull()) {
      flush();
    }
  }

  private void flush() throws IOException {
    if (rows.count() > 0) {
      out.write(rows);
      rows.clear();
    }
  }

  @Override
  public void close() throws IOException {
    try (out) {
      flush();
    }
  }
}
