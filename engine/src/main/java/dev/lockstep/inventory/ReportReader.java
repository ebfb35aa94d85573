package dev.lockstep.inventory;

import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.inventory.InventoryManifest.DataFile;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.sort.ScratchFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;

/// A complete report, whoever has written it: its manifest, which agrees with its checksum, and its
/// data files, each checked before it is read. The files are looked for in the bucket in which the
/// manifest was found, as reports are copied. Any thread.
public final class ReportReader {
  private static final int LARGEST_MANIFEST = 64 << 20;

  private final BucketScope scope;
  private final ObjectKey manifestKey;
  private final InventoryManifest manifest;

  private ReportReader(BucketScope scope, ObjectKey manifestKey, InventoryManifest manifest) {
    this.scope = scope;
    this.manifestKey = manifestKey;
    this.manifest = manifest;
  }

  /// Opens the report with this manifest.
  ///
  /// @param scope of which store and bucket count
  /// @throws InventoryException when there is no checksum, when it is another than the manifest's,
  ///   or when the manifest can't be read
  /// @throws StoreException when the store could not be used, or there is no such manifest
  public static ReportReader open(BucketScope scope, ObjectKey manifestKey) {
    byte[] bytes = fetch(scope, manifestKey);
    String folder = manifestKey.text();
    ObjectKey checksumKey =
        ObjectKey.of(folder.substring(0, folder.lastIndexOf('/') + 1) + ReportPlace.CHECKSUM);
    String told = new String(checksum(scope, manifestKey, checksumKey), StandardCharsets.UTF_8);
    String md5 = ReportUploads.md5(bytes);
    if (!told.strip().equalsIgnoreCase(md5)) {
      throw new InventoryException(
          where(scope, manifestKey)
              + " is corrupt: its MD5 is "
              + md5
              + ", and manifest.checksum says "
              + told.strip());
    }
    try {
      return new ReportReader(scope, manifestKey, InventoryManifest.parse(bytes));
    } catch (InventoryException e) {
      throw new InventoryException(where(scope, manifestKey) + ": " + e.getMessage(), e);
    }
  }

  private static byte[] checksum(BucketScope scope, ObjectKey manifestKey, ObjectKey key) {
    try {
      return fetch(scope, key);
    } catch (StoreException e) {
      if (e.failure() instanceof StoreFailure.Missing) {
        throw new InventoryException(
            where(scope, manifestKey)
                + " is incomplete: there is no manifest.checksum beside it, which is written last",
            e);
      }
      throw e;
    }
  }

  private static byte[] fetch(BucketScope scope, ObjectKey key) {
    ObjectRef ref = ObjectRef.current(scope.bucket(), key);
    try (FetchedObject fetched = scope.store().fetchObject(ref, ReadOptions.PLAIN)) {
      if (fetched.length() > LARGEST_MANIFEST) {
        throw new InventoryException(where(scope, key) + " is too large for a manifest");
      }
      return Channels.newInputStream(fetched.body()).readAllBytes();
    } catch (IOException e) {
      throw new InventoryException(
          where(scope, key) + " could not be read to its end: " + e.getMessage(), e);
    }
  }

  static String where(BucketScope scope, ObjectKey key) {
    return scope.store().name() + ":" + scope.bucket() + "/" + key;
  }

  public InventoryManifest manifest() {
    return manifest;
  }

  /// The store in which it was found.
  ObjectStore store() {
    return scope.store();
  }

  /// Where it was found, as people type it.
  public String where() {
    return where(scope, manifestKey);
  }

  /// Asks for the size of each data file, by a HeadObject.
  ///
  /// @throws InventoryException when one is gone, or has another size than the manifest says
  public void checkSizes() {
    for (DataFile file : manifest.files()) {
      ObjectRef ref = ObjectRef.current(scope.bucket(), file.key());
      try {
        ObjectHead head = scope.store().headObject(ref, ReadOptions.PLAIN);
        if (head.size() != file.size()) {
          throw CheckedDownload.wrongSize(where(file), file, head.size());
        }
      } catch (StoreException e) {
        throw e.failure() instanceof StoreFailure.Missing
            ? CheckedDownload.gone(where(), where(file), e)
            : e;
      }
    }
  }

  /// Downloads a data file, and sees to it that it is what the manifest says.
  ///
  /// @param to what is there is replaced: a download that was cut is done again
  /// @throws InventoryException when it is gone, or not what the manifest says; then nothing is
  ///   left of it
  /// @throws UncheckedIOException when `to` can't be written
  public void download(DataFile file, Path to) {
    boolean whole = false;
    try (FileChannel out =
        FileChannel.open(
            to,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      new CheckedDownload(scope, where(), file).into(out);
      whole = true;
    } catch (IOException e) {
      throw unwritable(file, to, e);
    } finally {
      if (!whole) {
        remove(to);
      }
    }
  }

  /// The same into a temporary file that has no name, and goes when the source is closed.
  ///
  /// @param folder that has the room for it
  /// @throws InventoryException when it is gone, or not what the manifest says
  /// @throws UncheckedIOException when there is no room for it
  public InventorySource fetch(DataFile file, Path folder) {
    try (ScratchFile scratch = ScratchFile.in(folder)) {
      new CheckedDownload(scope, where(), file).into(scratch.channel());
      return InventorySource.of(where(file), scratch.keptChannel());
    } catch (IOException e) {
      throw unwritable(file, folder, e);
    }
  }

  /// Gives all rows, file after file, in the order in which they stand there. Each file is looked
  /// through before a row of it is given.
  ///
  /// @param format reads them
  /// @param wanted which columns
  /// @param folder that has room for one file at a time
  /// @param consumer gets some rows at a time, and is done with them when it returns
  /// @throws InventoryException when a file is gone, or not what the manifest says, or in another
  ///   format
  /// @throws UncheckedIOException when there is no room for a file
  public void forEachRows(
      InventoryFiles format,
      List<InventoryField> wanted,
      Path folder,
      Consumer<InventoryRows> consumer) {
    for (DataFile file : manifest.files()) {
      try (InventorySource source = fetch(file, folder);
          InventoryFiles.RowReader reader = format.read(source, manifest.schema(), wanted)) {
        for (InventoryRows rows = reader.next(); rows != null; rows = reader.next()) {
          consumer.accept(rows);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(where(file) + " can't be read: " + e.getMessage(), e);
      }
    }
  }

  /// Where a data file is, as people type it.
  public String where(DataFile file) {
    return where(scope, file.key());
  }

  private UncheckedIOException unwritable(DataFile file, Path to, IOException e) {
    return new UncheckedIOException(
        where(file) + " could not be copied to " + to + ": " + e.getMessage(), e);
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be removed: " + e.getMessage(), e);
    }
  }

  /// The name that a data file has among those of its report: what follows the last slash of its
  /// key.
  public static String name(DataFile file) {
    String key = file.key().text();
    return key.substring(key.lastIndexOf('/') + 1);
  }
}
