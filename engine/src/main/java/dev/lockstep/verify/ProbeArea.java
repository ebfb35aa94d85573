package dev.lockstep.verify;

import dev.lockstep.endpoint.CopyOptions;
import dev.lockstep.endpoint.DeleteFailure;
import dev.lockstep.endpoint.DeleteReceipt;
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
import dev.lockstep.object.VersionId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final TrialNotes notes;
  private final Set<ObjectRef> written = new LinkedHashSet<>();
  private final Map<ObjectKey, Instant> retained = new HashMap<>();
  private final Set<MultipartUpload> open = new LinkedHashSet<>();
  private boolean used;
  private boolean versioned;

  ProbeArea(ObjectStore store, BucketName bucket, ObjectKey prefix) {
    this(store, bucket, prefix, TrialNotes.NONE);
  }

  /// @param notes hears of each upload before it is begun
  ProbeArea(ObjectStore store, BucketName bucket, ObjectKey prefix, TrialNotes notes) {
    this.store = store;
    this.bucket = bucket;
    this.prefix = prefix;
    this.notes = notes;
  }

  /// One where whatever stands is taken for ours.
  static ProbeArea usedBefore(ObjectStore store, BucketName bucket, ObjectKey prefix) {
    ProbeArea area = new ProbeArea(store, bucket, prefix);
    area.used = true;
    return area;
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
    try {
      WriteReceipt receipt = store.putObject(object(name), attributes, body, options);
      used = true;
      return remembered(name, receipt);
    } catch (StoreException e) {
      // Else the store may have done what it has not answered.
      used |= !e.failure().refusal() && !(e.failure() instanceof StoreFailure.Denied);
      throw e;
    }
  }

  void copy(String from, String to, CopyOptions options) {
    used = true;
    remembered(to, store.copyObject(object(from), object(to), options));
  }

  private WriteReceipt remembered(String name, WriteReceipt receipt) {
    versioned |= receipt.version() != null;
    written.add(new ObjectRef(bucket, key(name), receipt.version()));
    return receipt;
  }

  /// Writes an object as a version of that id and time, if the store lets it.
  WriteReceipt putAs(String name, VersionId id, Instant modified) {
    used = true;
    ObjectRef wanted = new ObjectRef(bucket, key(name), id);
    return remembered(
        name,
        store.putObject(
            wanted,
            ObjectAttributes.NONE,
            ObjectBody.of(BYTES),
            WriteOptions.PLAIN.modified(modified)));
  }

  /// Makes a delete marker of that id and time, if the store lets it.
  ///
  /// @return the marker; null where the store made none
  @Nullable VersionId markAs(String name, VersionId id, Instant modified) {
    used = true;
    return remembered(name, store.markDeleted(new ObjectRef(bucket, key(name), id), modified));
  }

  /// Deletes an object by making a delete marker.
  ///
  /// @return the marker; null where the store made none
  @Nullable VersionId mark(String name) {
    used = true;
    return remembered(name, store.deleteObject(object(name)));
  }

  private @Nullable VersionId remembered(String name, DeleteReceipt receipt) {
    if (receipt.version() != null) {
      written.add(new ObjectRef(bucket, key(name), receipt.version()));
    }
    return receipt.marker() ? receipt.version() : null;
  }

  /// The objects of this name that were written, with their versions.
  List<ObjectRef> written(String name) {
    return written.stream().filter(object -> object.key().equals(key(name))).toList();
  }

  /// Removes what was locked by a retention. Where that is not allowed, [#clear] tells from when on
  /// it is.
  ///
  /// @param until the end of the retention
  void removeRetained(String name, Instant until) {
    for (ObjectRef object : written(name)) {
      try {
        store.deleteRetained(object);
        written.remove(object);
      } catch (StoreException e) {
        retained.put(object.key(), until);
      }
    }
  }

  MultipartUpload createUpload(
      String name, ObjectAttributes attributes, @Nullable UploadChecksum checksum) {
    used = true;
    notes.uploadIntended(object(name));
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
    gone(upload);
  }

  private void gone(MultipartUpload upload) {
    open.remove(upload);
    if (open.stream().noneMatch(other -> other.target().equals(upload.target()))) {
      notes.uploadGone(upload.target());
    }
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
    for (MultipartUpload upload : List.copyOf(open)) {
      abort(upload).ifPresentOrElse(left::add, () -> gone(upload));
    }
    try {
      List<ObjectRef> refused = removeWritten();
      List<String> listed = removeListed();
      left.addAll(listed);
      if (listed.isEmpty()) {
        for (ObjectRef object : refused) {
          left.addAll(removeAtLast(object));
        }
      }
    } catch (StoreException e) {
      left.add(
          store.name()
              + ":"
              + bucket
              + "/"
              + prefix
              + ": trial objects may have been left: "
              + e.getMessage());
    }
    return left;
  }

  /// A version whose id was not told is looked up later: deleting without an id would leave a
  /// marker behind.
  ///
  /// @return what the store did not remove
  private List<ObjectRef> removeWritten() {
    List<ObjectRef> known =
        written.stream().filter(object -> !versioned || object.version() != null).toList();
    if (known.isEmpty()) {
      return List.of();
    }
    try {
      return store.deleteObjects(bucket, known).stream().map(DeleteFailure::object).toList();
    } catch (StoreException e) {
      if (!e.failure().refusal()) {
        throw e;
      }
      return known.stream()
          .filter(object -> !store.deleteObjects(bucket, List.of(object)).isEmpty())
          .toList();
    }
  }

  /// What a store has refused to remove, and yet does not list: a version below another one.
  private List<String> removeAtLast(ObjectRef object) {
    return store.deleteObjects(bucket, List.of(object)).stream()
        .filter(refused -> !(refused.failure() instanceof StoreFailure.Missing))
        .map(refused -> left(object, refused.failure().detail().message()))
        .toList();
  }

  private String left(ObjectRef object, String why) {
    Instant until = retained.get(object.key());
    String lock = until == null ? "" : ", and is locked until " + until;
    return store.name()
        + ":"
        + object
        + ": a trial object that could not be removed"
        + lock
        + ": "
        + why;
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
    return keys.stream()
        .map(key -> left(ObjectRef.current(bucket, key), "it is still listed"))
        .toList();
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
    UploadsPage.Marker after = UploadsPage.Marker.START;
    while (after != null) {
      UploadsPage page = store.listUploads(bucket, prefix, after);
      for (UploadsPage.Entry entry : page.uploads()) {
        if (entry.upload().target().key().startsWith(prefix)) {
          abort(entry.upload()).ifPresent(left::add);
        }
      }
      after = after.equals(page.next()) ? null : page.next();
    }
    return left;
  }

  /// @return why it is still there, for people
  private Optional<String> abort(MultipartUpload upload) {
    try {
      store.abortUpload(upload);
    } catch (StoreException e) {
      if (!(e.failure() instanceof StoreFailure.Missing)) {
        return Optional.of(store.name() + ":" + upload.target() + ": an upload: " + e.getMessage());
      }
    }
    return Optional.empty();
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
