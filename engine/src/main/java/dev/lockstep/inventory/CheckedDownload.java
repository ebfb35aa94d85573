package dev.lockstep.inventory;

import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.inventory.InventoryManifest.DataFile;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.ObjectRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Brings a data file to this machine, and believes it when its size and its MD5 are those of the
/// manifest. A body that ends early is asked for again. Run once.
///
/// @param scope of which store and bucket count
/// @param manifest where the report is, for messages
record CheckedDownload(BucketScope scope, String manifest, DataFile file) {
  private static final int ATTEMPTS = 3;
  private static final int BUFFER = 256 << 10;

  /// The body could not be read to its end.
  private static final class CutBody extends Exception {
    private static final long serialVersionUID = 1L;

    CutBody(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /// @throws InventoryException when the file is gone, or not what the manifest says
  /// @throws IOException when `out` can't be written
  void into(FileChannel out) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        once(out.truncate(0));
        return;
      } catch (CutBody e) {
        if (attempt == ATTEMPTS) {
          throw new InventoryException(
              where() + " could not be read to its end: " + e.getMessage(), e);
        }
      } catch (StoreException e) {
        throw e.failure() instanceof StoreFailure.Missing ? gone(manifest, where(), e) : e;
      }
    }
  }

  private void once(FileChannel out) throws IOException, CutBody {
    ObjectRef ref = ObjectRef.current(scope.bucket(), file.key());
    MessageDigest md5 = ReportFile.md5();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    long size = 0;
    try (FetchedObject fetched = scope.store().fetchObject(ref, ReadOptions.PLAIN)) {
      while (read(fetched.body(), buffer.clear()) >= 0) {
        md5.update(buffer.flip());
        size += buffer.rewind().remaining();
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
      }
    }
    check(size, HexFormat.of().formatHex(md5.digest()));
  }

  private static int read(ReadableByteChannel body, ByteBuffer buffer) throws CutBody {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw new CutBody(e);
    }
  }

  private void check(long size, String md5) {
    if (size != file.size()) {
      throw wrongSize(where(), file, size);
    }
    if (!md5.equalsIgnoreCase(file.md5())) {
      throw new InventoryException(
          where() + " is corrupt: its MD5 is " + md5 + ", and its manifest says " + file.md5());
    }
  }

  private String where() {
    return ReportReader.where(scope, file.key());
  }

  static InventoryException wrongSize(String where, DataFile file, long size) {
    return new InventoryException(
        where + " is corrupt: it has " + size + " bytes, and its manifest says " + file.size());
  }

  static InventoryException gone(String manifest, String where, StoreException e) {
    return new InventoryException(manifest + " names " + where + ", which is gone", e);
  }
}
