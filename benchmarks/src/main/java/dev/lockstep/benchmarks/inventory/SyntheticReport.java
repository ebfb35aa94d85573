package dev.lockstep.benchmarks.inventory;

import dev.lockstep.columnar.ColumnarFiles;
import dev.lockstep.inventory.InventoryField;
import dev.lockstep.inventory.InventoryFiles;
import dev.lockstep.inventory.InventoryFormat;
import dev.lockstep.inventory.InventoryManifest;
import dev.lockstep.inventory.InventoryManifest.DataFile;
import dev.lockstep.inventory.InventoryRows;
import dev.lockstep.inventory.InventorySchema;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;

/// Writes one side as a report in a folder, by the writer that `inventory run` has and in files of
/// as many rows.
///
/// @param shuffled whether rows come in an order that has nothing to do with their keys
/// @param versions whether rows have the id of a version
record SyntheticReport(
    Path folder,
    InventoryFormat format,
    boolean source,
    long numbers,
    boolean shuffled,
    boolean versions) {
  private static final List<InventoryField> FIELDS =
      List.of(
          InventoryField.BUCKET,
          InventoryField.KEY,
          InventoryField.SIZE,
          InventoryField.LAST_MODIFIED_DATE,
          InventoryField.E_TAG,
          InventoryField.STORAGE_CLASS,
          InventoryField.IS_MULTIPART_UPLOADED);

  private static final List<InventoryField> OF_VERSIONS =
      List.of(
          InventoryField.BUCKET,
          InventoryField.KEY,
          InventoryField.VERSION_ID,
          InventoryField.IS_LATEST,
          InventoryField.IS_DELETE_MARKER,
          InventoryField.SIZE,
          InventoryField.LAST_MODIFIED_DATE,
          InventoryField.E_TAG,
          InventoryField.STORAGE_CLASS,
          InventoryField.IS_MULTIPART_UPLOADED);

  private static final int ROWS_OF_A_FILE = 2_000_000;
  private static final int BATCH = 1024;
  private static final int MEMORY = 16 << 20;

  /// A prime that none of the round numbers of rows has.
  private static final long STEP = 777_767_777L;

  void write() throws IOException {
    Files.createDirectories(folder);
    List<DataFile> files = new ArrayList<>();
    for (long from = 0; from < numbers; from += ROWS_OF_A_FILE) {
      files.add(file(from, Math.min(numbers, from + ROWS_OF_A_FILE)));
    }
    byte[] manifest =
        new InventoryManifest(
                new BucketName("photos"),
                new BucketName("reports"),
                InventoryManifest.VERSION,
                Instant.parse("2026-11-23T12:00:00Z"),
                format,
                InventorySchema.of(EnumSet.copyOf(fields())).text(format),
                files)
            .toBytes();
    Files.write(folder.resolve("manifest.json"), manifest);
    Files.writeString(
        folder.resolve("manifest.checksum"), HexFormat.of().formatHex(md5().digest(manifest)));
  }

  private List<InventoryField> fields() {
    return versions ? OF_VERSIONS : FIELDS;
  }

  private DataFile file(long from, long to) throws IOException {
    String name = String.format("%09d%s", from, format.extension());
    Path path = folder.resolve(name);
    MessageDigest md5 = md5();
    OutputStream out =
        new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(path), 1 << 18), md5);
    SyntheticSides sides = new SyntheticSides();
    InventoryRows rows = new InventoryRows(fields(), BATCH);
    try (InventoryFiles.RowWriter writer = ColumnarFiles.of(format).write(out, fields(), MEMORY)) {
      for (long place = from; place < to; place++) {
        long number = shuffled ? place * STEP % numbers : place;
        if (SyntheticSides.has(source, number)) {
          sides.addTo(rows, source, number);
        }
        if (rows.isFull() || place == to - 1) {
          writer.write(rows);
          rows.clear();
        }
      }
    }
    String digest = HexFormat.of().formatHex(md5.digest());
    return new DataFile(ObjectKey.of(name), Files.size(path), digest);
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
