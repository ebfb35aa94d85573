package dev.lockstep.verify;

import dev.lockstep.endpoint.CopyOptions;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.UploadChecksum;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A prefix of our own at a store, where trial objects are written, and which is left empty: every
/// version that was written is removed, every upload that was begun is aborted. One thread.
final class ProbeArea {
  private static final int ROUNDS = 8;
  static final byte[] BYTES = "lockstep".getBytes(StandardCharsets.US_ASCII);

  private final ObjectStore store;
  private final BucketName bucket;
  private final ObjectKey prefix;
  private final Set<ObjectRef> written = new LinkedHashSet<>();
  private final Set<MultipartUpload> open = new LinkedHashSet<>();
  private boolean used;
  private boolean versioned;

  ProbeArea(ObjectStore store, BucketName bucket, ObjectKey prefix) {
    this.store = store;
    this.bucket = bucket;
    this.prefix = prefix;
  }

  ObjectStore store() {
    return store;
  }

  BucketName bucket() {
    return bucket;
  }

  ObjectKey key(String name) {
    return prefix.then(ObjectKey.of(name));
  }

  ObjectRef object(String name) {
    return ObjectRef.current(bucket, key(name));
  }

  WriteReceipt put(String name) {
    return put(name, ObjectAttributes.NONE, WriteOptions.PLAIN);
  }

  WriteReceipt put(String name, ObjectAttributes attributes, WriteOptions options) {
    return put(name, attributes, ObjectBody.of(BYTES), options);
  }

  WriteReceipt put(
      String name, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
    used = true;
    return remembered(name, store.putObject(object(name), attributes, body, options));
  }

  void copy(String from, String to, CopyOptions options) {
    used = true;
    remembered(to, store.copyObject(object(from), object(to), options));
  }

  /// Whatever stands here is taken for ours, whoever wrote it.
  ProbeArea taken() {
    used = true;
    return this;
  }

  private WriteReceipt remembered(String name, WriteReceipt receipt) {
    versioned |= receipt.version() != null;
    written.add(new ObjectRef(bucket, key(name), receipt.version()));
    return receipt;
  }

  /// The objects of this name that were written, with their versions.
  List<ObjectRef> written(String name) {
    return written.stream().filter(object -> object.key().equals(key(name))).toList();
  }

  MultipartUpload createUpload(
      String name, ObjectAttributes attributes, @Nullable UploadChecksum checksum) {
    used = true;
    MultipartUpload upload = store.createUpload(object(name), attributes, checksum);
    open.add(upload);
    return upload;
  }

  /// Sends a part of a few bytes.
  UploadedPart part(MultipartUpload upload, int number) {
    return store.uploadPart(upload, number, ObjectBody.of(BYTES), PartChecksum.NONE);
  }

  void complete(
      String name, MultipartUpload upload, List<UploadedPart> parts, WriteOptions options) {
    remembered(name, store.completeUpload(upload, parts, options));
    open.remove(upload);
  }

  /// Writes an object as an upload of one part.
  void upload(String name, ObjectAttributes attributes, WriteOptions options) {
    MultipartUpload upload = createUpload(name, attributes, null);
    complete(name, upload, List.of(part(upload, 1)), options);
  }

  /// Removes all there is.
  ///
  /// @return what could not be removed, for people; empty when nothing is left
  List<String> clear() {
    if (!used) {
      return List.of();
    }
    List<String> left = new ArrayList<>();
    for (MultipartUpload upload : open) {
      try {
        store.abortUpload(upload);
      } catch (StoreException e) {
        left.add(store.name() + ":" + upload.target() + ": an upload: " + e.getMessage());
      }
    }
    try {
      removeWritten();
      left.addAll(removeListed());
    } catch (StoreException e) {
      left.add(store.name() + ":" + bucket + "/" + prefix + ": " + e.getMessage());
    }
    return left;
  }

  /// A version whose id was not told is looked up later: deleting without an id would leave a
  /// marker behind.
  private void removeWritten() {
    List<ObjectRef> known =
        written.stream().filter(object -> !versioned || object.version() != null).toList();
    if (known.isEmpty()) {
      return;
    }
    try {
      store.deleteObjects(bucket, known);
    } catch (StoreException e) {
      if (!e.failure().refusal()) {
        throw e;
      }
      known.forEach(object -> store.deleteObjects(bucket, List.of(object)));
    }
  }

  /// What is still listed: versions whose ids were lost with an answer.
  ///
  /// @return what could not be removed, for people
  List<String> removeListed() {
    List<ObjectKey> keys = listed();
    boolean goesOn = true;
    for (int round = 0; round < ROUNDS && !keys.isEmpty() && goesOn; round++) {
      goesOn = false;
      for (ObjectKey key : keys) {
        goesOn |= removeNewest(key);
      }
      keys = goesOn ? listed() : keys;
    }
    return keys.stream().map(key -> store.name() + ":" + bucket + "/" + key).toList();
  }

  /// Whether anything has gone.
  private boolean removeNewest(ObjectKey key) {
    ObjectRef current = ObjectRef.current(bucket, key);
    try {
      ObjectRef newest =
          new ObjectRef(bucket, key, store.headObject(current, ReadOptions.PLAIN).version());
      return store.deleteObjects(bucket, List.of(newest)).isEmpty();
    } catch (StoreException e) {
      if (!(e.failure() instanceof StoreFailure.Missing)) {
        throw e;
      }
      return true;
    }
  }

  /// Aborts uploads whose ids were lost with an answer, or with the process.
  ///
  /// @return what could not be aborted, for people
  List<String> abortListed() {
    List<String> left = new ArrayList<>();
    for (UploadsPage.Entry entry :
        store.listUploads(bucket, prefix, UploadsPage.Marker.START).uploads()) {
      MultipartUpload upload = entry.upload();
      if (upload.target().key().startsWith(prefix)) {
        try {
          store.abortUpload(upload);
        } catch (StoreException e) {
          left.add(store.name() + ":" + upload.target() + ": an upload: " + e.getMessage());
        }
      }
    }
    return left;
  }

  /// The keys that stand here, of those the first thousand.
  List<ObjectKey> listed() {
    return listed("", ObjectKey.EMPTY);
  }

  List<ObjectKey> listed(String beginning, ObjectKey startAfter) {
    ListingRequest request =
        new ListingRequest(key(beginning), startAfter, null, ListingRequest.FULL_PAGE);
    return keys(store.listObjects(bucket, request).entries());
  }

  static List<ObjectKey> keys(EntryPage entries) {
    List<ObjectKey> keys = new ArrayList<>();
    for (int row = 0; row < entries.count(); row++) {
      keys.add(entries.key(row));
    }
    return keys;
  }
}
