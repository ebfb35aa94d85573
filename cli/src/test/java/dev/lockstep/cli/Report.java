package dev.lockstep.cli;

import dev.lockstep.columnar.ColumnarFiles;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.inventory.InventoryField;
import dev.lockstep.inventory.InventoryFiles;
import dev.lockstep.inventory.InventoryFormat;
import dev.lockstep.inventory.InventoryManifest;
import dev.lockstep.inventory.InventoryManifest.DataFile;
import dev.lockstep.inventory.InventoryRows;
import dev.lockstep.inventory.InventorySchema;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A report as S3 Inventory delivers it, put into a store by a test.
final class Report {
  private static final List<InventoryField> FIELDS =
      List.of(
          InventoryField.BUCKET,
          InventoryField.KEY,
          InventoryField.VERSION_ID,
          InventoryField.IS_LATEST,
          InventoryField.IS_DELETE_MARKER,
          InventoryField.SIZE,
          InventoryField.LAST_MODIFIED_DATE,
          InventoryField.E_TAG,
          InventoryField.REPLICATION_STATUS,
          InventoryField.ENCRYPTION_STATUS,
          InventoryField.LIFECYCLE_EXPIRATION_DATE);

  private final BucketName source;
  private final List<Row> rows = new ArrayList<>();
  private List<InventoryField> fields = FIELDS;
  private int rowsOfAFile = Integer.MAX_VALUE;

  /// One row, as far as tests say something.
  record Row(
      String key,
      String version,
      boolean latest,
      boolean marker,
      long size,
      Instant modified,
      String etag,
      String status,
      String encryption,
      @Nullable Instant expires) {
    static final Instant OLD = Instant.parse("2026-01-01T00:00:00Z");

    static Row of(String key, String etag) {
      return new Row(key, "", true, false, 5, OLD, etag, "", "", null);
    }

    Row version(String id, boolean isLatest) {
      return new Row(key, id, isLatest, marker, size, modified, etag, status, encryption, expires);
    }

    Row asMarker() {
      return new Row(key, version, latest, true, 0, modified, "", "", "", expires);
    }

    Row sized(long bytes) {
      return new Row(
          key, version, latest, marker, bytes, modified, etag, status, encryption, expires);
    }

    Row at(Instant time) {
      return new Row(key, version, latest, marker, size, time, etag, status, encryption, expires);
    }

    Row status(String replication) {
      return new Row(
          key, version, latest, marker, size, modified, etag, replication, encryption, expires);
    }

    Row encrypted(String how) {
      return new Row(key, version, latest, marker, size, modified, etag, status, how, expires);
    }

    Row expiring(Instant when) {
      return new Row(key, version, latest, marker, size, modified, etag, status, encryption, when);
    }
  }

  Report(String source, Row... rows) {
    this.source = new BucketName(source);
    this.rows.addAll(Arrays.asList(rows));
  }

  /// Has these fields alone.
  Report with(InventoryField... some) {
    fields = List.of(some);
    return this;
  }

  Report without(InventoryField... some) {
    List<InventoryField> left = new ArrayList<>(fields);
    left.removeAll(Arrays.asList(some));
    fields = List.copyOf(left);
    return this;
  }

  /// Has several files.
  Report inFilesOf(int count) {
    rowsOfAFile = count;
    return this;
  }

  static String folder(Instant taken) {
    return taken.toString().substring(0, 16).replace(':', '-') + "Z";
  }

  /// Puts it where AWS would: `inv/SOURCE/weekly/…`.
  ///
  /// @return the key of the manifest
  String deliver(ObjectStore store, BucketName bucket, InventoryFormat format, Instant taken) {
    String root = "inv/" + source + "/weekly/";
    List<DataFile> files = new ArrayList<>();
    for (int from = 0;
        from == 0 || from < rows.size();
        from += Math.min(rowsOfAFile, rows.size())) {
      String number = from == 0 ? "" : "-" + from;
      String data = root + "data/" + folder(taken) + number + format.extension();
      byte[] bytes =
          data(format, rows.subList(from, (int) Math.min(rows.size(), from + (long) rowsOfAFile)));
      put(store, bucket, data, bytes);
      files.add(new DataFile(ObjectKey.of(data), bytes.length, md5(bytes)));
      if (rows.isEmpty()) {
        break;
      }
    }
    InventoryManifest manifest =
        new InventoryManifest(
            source,
            bucket,
            InventoryManifest.VERSION,
            taken,
            format,
            InventorySchema.of(EnumSet.copyOf(fields)).text(format),
            files);
    String key = root + folder(taken) + "/manifest.json";
    put(store, bucket, key, manifest.toBytes());
    put(
        store,
        bucket,
        root + folder(taken) + "/manifest.checksum",
        md5(manifest.toBytes()).getBytes(StandardCharsets.US_ASCII));
    return key;
  }

  private byte[] data(InventoryFormat format, List<Row> some) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InventoryFiles.RowWriter writer = ColumnarFiles.of(format).write(bytes, fields, 1 << 20)) {
      InventoryRows columns = new InventoryRows(fields, Math.max(1, some.size()));
      some.forEach(row -> add(columns, row));
      if (columns.count() > 0) {
        writer.write(columns);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void add(InventoryRows columns, Row row) {
    text(columns, InventoryField.BUCKET, source.value());
    text(columns, InventoryField.KEY, row.key());
    text(columns, InventoryField.VERSION_ID, row.version());
    number(columns, InventoryField.IS_LATEST, row.latest() ? 1 : 0);
    number(columns, InventoryField.IS_DELETE_MARKER, row.marker() ? 1 : 0);
    number(columns, InventoryField.SIZE, row.size());
    number(columns, InventoryField.LAST_MODIFIED_DATE, row.modified().toEpochMilli());
    text(columns, InventoryField.E_TAG, row.etag());
    text(columns, InventoryField.REPLICATION_STATUS, row.status());
    text(columns, InventoryField.ENCRYPTION_STATUS, row.encryption());
    if (row.expires() != null) {
      number(columns, InventoryField.LIFECYCLE_EXPIRATION_DATE, row.expires().toEpochMilli());
    }
    columns.endRow();
  }

  private static void text(InventoryRows columns, InventoryField field, String value) {
    if (columns.has(field)) {
      columns.text(field).set(columns.count(), value);
    }
  }

  private static void number(InventoryRows columns, InventoryField field, long value) {
    if (columns.has(field)) {
      columns.number(field).set(columns.count(), value);
    }
  }

  static void put(ObjectStore store, BucketName bucket, String key, byte[] bytes) {
    store.putObject(
        ObjectRef.current(bucket, ObjectKey.of(key)),
        ObjectAttributes.NONE,
        ObjectBody.of(bytes),
        WriteOptions.PLAIN);
  }

  static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
