package dev.lockstep.duckdb;

import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.inventory.InventoryException;
import dev.lockstep.inventory.InventoryManifest;
import dev.lockstep.inventory.InventoryManifest.DataFile;
import dev.lockstep.inventory.ReportPlace;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeyRange;
import dev.lockstep.listing.RangeListing;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// The files of a report in a store, each checked as it is fetched: nothing of a report is believed
/// whose checksums do not fit. Any thread may call.
public final class ReportFiles {
  private static final int LARGEST_MANIFEST = 256 << 20;
  private static final int ATTEMPTS = 3;

  private ReportFiles() {}

  /// Fetches the manifest of a report.
  ///
  /// @param manifest the place of `manifest.json`
  /// @throws InventoryException when the report is not complete, or the manifest is not what its
  ///   checksum says
  /// @throws StoreException when the store does not give it
  public static InventoryManifest manifest(BucketScope manifest) {
    byte[] bytes = fetch(manifest, manifest.prefix());
    String name = manifest.prefix().text();
    ObjectKey checksum =
        ObjectKey.of(
            name.substring(0, name.length() - ReportPlace.MANIFEST.length())
                + ReportPlace.CHECKSUM);
    String expected;
    try {
      expected = new String(fetch(manifest, checksum), StandardCharsets.US_ASCII).strip();
    } catch (StoreException e) {
      if (e.failure() instanceof StoreFailure.Missing) {
        throw new InventoryException(
            manifest + ": the report is not complete: it has no " + ReportPlace.CHECKSUM, e);
      }
      throw e;
    }
    String found = HexFormat.of().formatHex(md5().digest(bytes));
    if (!found.equals(expected.toLowerCase(Locale.ROOT))) {
      throw new InventoryException(
          manifest
              + ": the manifest is not what its checksum says: MD5 "
              + found
              + ", not "
              + expected);
    }
    return InventoryManifest.parse(bytes);
  }

  private static byte[] fetch(BucketScope place, ObjectKey key) {
    ObjectRef object = ObjectRef.current(place.bucket(), key);
    try (FetchedObject fetched = place.store().fetchObject(object, ReadOptions.PLAIN)) {
      if (fetched.length() > LARGEST_MANIFEST) {
        throw new InventoryException(object + " is too large to be a manifest");
      }
      return Channels.newInputStream(fetched.body()).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(object + " can't be read: " + e.getMessage(), e);
    }
  }

  /// Fetches a data file.
  ///
  /// @param bucket of the report
  /// @throws InventoryException when it is not there, or not what the manifest says
  /// @throws StoreException when the store does not give it
  static void fetch(BucketScope bucket, DataFile file, Path target) {
    ObjectRef object = ObjectRef.current(bucket.bucket(), file.key());
    for (int attempt = 1; ; attempt++) {
      try {
        fetchOnce(bucket, object, file, target);
        return;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new UncheckedIOException(object + " can't be fetched: " + e.getMessage(), e);
        }
      }
    }
  }

  private static void fetchOnce(BucketScope bucket, ObjectRef object, DataFile file, Path target)
      throws IOException {
    MessageDigest md5 = md5();
    long size;
    try (FetchedObject fetched = bucket.store().fetchObject(object, ReadOptions.PLAIN);
        InputStream in = new DigestInputStream(Channels.newInputStream(fetched.body()), md5);
        OutputStream out = Files.newOutputStream(target)) {
      size = in.transferTo(out);
    } catch (StoreException e) {
      if (e.failure() instanceof StoreFailure.Missing) {
        throw new InventoryException("a file of the report is missing: " + e.getMessage(), e);
      }
      throw e;
    }
    String found = HexFormat.of().formatHex(md5.digest());
    if (size != file.size() || !found.equals(file.md5().toLowerCase(Locale.ROOT))) {
      throw new InventoryException(
          object
              + " is not what the manifest says: "
              + size
              + " bytes with MD5 "
              + found
              + ", not "
              + file.size()
              + " with "
              + file.md5());
    }
  }

  /// Where the manifest of the latest complete report below a prefix is; null where there is none.
  ///
  /// @throws StoreException when it can't be listed
  public static @Nullable BucketScope latest(BucketScope below) {
    ObjectKey last = null;
    try (ExecutorService fetcher = Executors.newVirtualThreadPerTaskExecutor()) {
      RangeListing listing = new RangeListing(below, KeyRange.everything(), fetcher);
      for (EntryPage page = listing.nextPage(); page != null; page = listing.nextPage()) {
        for (int row = 0; row < page.count(); row++) {
          ObjectKey key = page.key(row);
          boolean complete = key.text().endsWith("Z/" + ReportPlace.CHECKSUM);
          if (complete && (last == null || folder(key).compareTo(folder(last)) > 0)) {
            last = key;
          }
        }
      }
    }
    if (last == null) {
      return null;
    }
    String name = last.text();
    String folder = name.substring(0, name.length() - ReportPlace.CHECKSUM.length());
    return new BucketScope(
        below.store(), below.bucket(), ObjectKey.of(folder + ReportPlace.MANIFEST));
  }

  /// The time that the folder of a report is called by.
  private static String folder(ObjectKey checksum) {
    String name = checksum.text();
    String folder = name.substring(0, name.lastIndexOf('/'));
    return folder.substring(folder.lastIndexOf('/') + 1);
  }

  static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has MD5", e);
    }
  }
}
