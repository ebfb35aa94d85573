package dev.lockstep.drill;

import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes and reads one side of a drill without the program that is drilled, and without a fault
/// between. One thread.
final class Witness {
  /// What [#wrong] says of an object that is not there.
  static final String MISSING = "is missing";

  private static final int MOST_PARTS = 1000;

  private final BucketScope scope;
  private final Map<SeededObject, byte[]> digests = new HashMap<>();

  /// @param scope where this side's objects stand
  Witness(BucketScope scope) {
    this.scope = scope;
  }

  /// What a listing tells of an object.
  record Listed(long size, String etag) {}

  private ObjectStore store() {
    return scope.store();
  }

  private ObjectRef object(String key) {
    return scope.object(ObjectKey.of(key));
  }

  private ObjectKey prefix() {
    return scope.prefix();
  }

  /// Objects by their keys relative to the prefix.
  Map<String, Listed> list() {
    Map<String, Listed> listed = new TreeMap<>();
    ListingRequest request = ListingRequest.first(prefix());
    ListingPage page = store().listObjects(scope.bucket(), request);
    add(page, listed);
    while (page.nextToken() != null) {
      page = store().listObjects(scope.bucket(), request.next(page.nextToken()));
      add(page, listed);
    }
    return listed;
  }

  private void add(ListingPage page, Map<String, Listed> listed) {
    for (int row = 0; row < page.entries().count(); row++) {
      String key = page.entries().key(row).after(prefix().length()).text();
      listed.put(
          key,
          new Listed(page.entries().size(row), String.valueOf(page.entries().entry(row).etag())));
    }
  }

  void put(SeededObject seeded) {
    byte[] bytes = seeded.bytes(0, Math.toIntExact(seeded.size()));
    store()
        .putObject(
            object(seeded.key()), seeded.attributes(), ObjectBody.of(bytes), WriteOptions.PLAIN);
  }

  void putInParts(SeededObject seeded) {
    long part = Math.max(store().limits().smallestPart(), Math.ceilDiv(seeded.size(), MOST_PARTS));
    MultipartUpload upload = store().createUpload(object(seeded.key()), seeded.attributes(), null);
    List<UploadedPart> parts = new ArrayList<>();
    for (long from = 0; from < seeded.size(); from += part) {
      byte[] bytes = seeded.bytes(from, Math.toIntExact(Math.min(part, seeded.size() - from)));
      parts.add(
          store().uploadPart(upload, parts.size() + 1, ObjectBody.of(bytes), PartChecksum.NONE));
    }
    store().completeUpload(upload, parts, WriteOptions.PLAIN);
  }

  /// What is wrong with an object, read to its end; null when it is as it was written.
  @Nullable String wrong(SeededObject wanted) {
    try (FetchedObject fetched = store().fetchObject(object(wanted.key()), ReadOptions.PLAIN)) {
      if (fetched.length() != wanted.size()) {
        return "has " + fetched.length() + " bytes instead of " + wanted.size();
      }
      if (!Arrays.equals(digests.computeIfAbsent(wanted, SeededObject::digest), digest(fetched))) {
        return "has other bytes than were written";
      }
      ObjectAttributes told = fetched.head().attributes();
      return wrong(wanted, told);
    } catch (IOException e) {
      return "can't be read: " + e.getMessage();
    } catch (StoreException e) {
      if (e.failure() instanceof StoreFailure.Missing) {
        return MISSING;
      }
      throw e;
    }
  }

  private @Nullable String wrong(SeededObject wanted, ObjectAttributes told) {
    ObjectAttributes written = wanted.attributes();
    if (!told.userMetadata().equals(written.userMetadata())) {
      return "has the user metadata " + told.userMetadata() + ", not " + written.userMetadata();
    }
    if (!told.headers().entrySet().containsAll(written.headers().entrySet())) {
      return "has the headers " + told.headers() + ", not " + written.headers();
    }
    if (!written.tags().isEmpty()) {
      Map<String, String> tags = store().fetchTags(object(wanted.key()));
      return tags.equals(written.tags()) ? null : "has the tags " + tags;
    }
    return null;
  }

  private static byte[] digest(FetchedObject fetched) throws IOException {
    MessageDigest digest = SeededObject.sha256();
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    while (fetched.body().read(buffer.clear()) >= 0) {
      digest.update(buffer.flip());
    }
    return digest.digest();
  }

  /// Uploads in progress, as people may find them.
  ///
  /// @param keys that are asked for by name too: some stores list the uploads of whole keys alone
  Map<String, MultipartUpload> uploads(Collection<String> keys) {
    Map<String, MultipartUpload> open = new LinkedHashMap<>();
    addUploads(prefix(), open);
    for (String key : keys) {
      addUploads(object(key).key(), open);
    }
    return open;
  }

  private void addUploads(ObjectKey beginning, Map<String, MultipartUpload> open) {
    UploadsPage.Marker after = UploadsPage.Marker.START;
    while (after != null) {
      UploadsPage page = store().listUploads(scope.bucket(), beginning, after);
      for (UploadsPage.Entry entry : page.uploads()) {
        MultipartUpload upload = entry.upload();
        if (upload.target().key().startsWith(prefix())) {
          open.put(upload.target().key() + " " + upload.uploadId(), upload);
        }
      }
      after = page.next();
    }
  }

  void remove(Collection<String> keys) {
    keys.forEach(key -> new Removal(scope).remove(object(key).key()));
  }
}
