package dev.lockstep.inventory;

import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.ETag;
import dev.lockstep.object.Encryption;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the objects of a report, and removes them. Any thread.
final class ReportUploads {
  private static final int MOST_AT_ONCE = 1000;

  private final BucketScope destination;
  private final ObjectAttributes attributes;

  ReportUploads(BucketScope destination, @Nullable Encryption encryption) {
    this.destination = destination;
    this.attributes = ObjectAttributes.NONE.withEncryption(encryption);
  }

  /// Writes an object, and sees to it that the store has what was sent, as far as its ETag tells.
  ///
  /// @param md5 of the bytes, in hexadecimal
  /// @throws StoreException when it could not be written
  void put(ObjectKey key, ObjectBody body, String md5) {
    WriteReceipt receipt =
        destination.store().putObject(ref(key), attributes, body, WriteOptions.PLAIN);
    ETag etag = receipt.etag();
    if (etag != null
        && etag.kind() == ETag.Kind.MD5
        && !receipt.hidesMd5()
        && !etag.value().equalsIgnoreCase(md5)) {
      throw new StoreException(
          new StoreFailure.Corrupted(
              StoreFailure.Detail.ours(
                  "BadDigest", "The store has other bytes than it was sent: their MD5 is " + etag)),
          "PutObject",
          where(key),
          null);
    }
  }

  /// The same of a few bytes.
  void put(ObjectKey key, byte[] bytes) {
    put(key, ObjectBody.of(bytes), md5(bytes));
  }

  static String md5(byte[] bytes) {
    return HexFormat.of().formatHex(ReportFile.md5().digest(bytes));
  }

  /// What the store says of an object; null when it is not there.
  @Nullable ObjectHead head(ObjectKey key) {
    try {
      return destination.store().headObject(ref(key), ReadOptions.PLAIN);
    } catch (StoreException e) {
      if (e.failure() instanceof StoreFailure.Missing) {
        return null;
      }
      throw e;
    }
  }

  /// Removes objects; what is not there counts as removed.
  ///
  /// @throws InventoryException when one could not be removed
  void remove(Collection<ObjectKey> keys) {
    List<ObjectRef> all = new ArrayList<>(keys.stream().map(this::ref).toList());
    for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
      destination
          .store()
          .deleteObjects(
              destination.bucket(), all.subList(from, Math.min(all.size(), from + MOST_AT_ONCE)))
          .forEach(failure -> {
            throw new InventoryException("can't be removed: " + failure);
          });
    }
  }

  private ObjectRef ref(ObjectKey key) {
    return ObjectRef.current(destination.bucket(), key);
  }

  /// As people type it.
  String where(ObjectKey key) {
    return destination.store().name() + ":" + destination.bucket() + "/" + key;
  }
}
