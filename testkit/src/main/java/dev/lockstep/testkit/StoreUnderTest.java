package dev.lockstep.testkit;

import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ETag;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A store, a bucket in it, and the few words in which tests of it are written.
public interface StoreUnderTest {
  /// The store; the same during one test.
  ObjectStore store();

  /// An empty bucket that no other test uses; the same during one test.
  BucketName bucket();

  default ObjectRef ref(String key) {
    return ref(ObjectKey.of(key));
  }

  default ObjectRef ref(ObjectKey key) {
    return ObjectRef.current(bucket(), key);
  }

  default WriteReceipt put(String key, String text) {
    return put(key, text, ObjectAttributes.NONE);
  }

  default WriteReceipt put(String key, String text, ObjectAttributes attributes) {
    return put(key, bytes(text), attributes, WriteOptions.PLAIN);
  }

  default WriteReceipt put(
      String key, byte[] body, ObjectAttributes attributes, WriteOptions options) {
    return store().putObject(ref(key), attributes, ObjectBody.of(body), options);
  }

  default ObjectHead head(String key) {
    return store().headObject(ref(key), ReadOptions.PLAIN);
  }

  /// The ETag of an object; there has to be one.
  default ETag etag(String key) {
    return Objects.requireNonNull(head(key).etag());
  }

  default String text(String key) {
    return new String(fetch(ref(key), ReadOptions.PLAIN), StandardCharsets.UTF_8);
  }

  /// The bytes that a read gives.
  default byte[] fetch(ObjectRef object, ReadOptions options) {
    try (FetchedObject fetched = store().fetchObject(object, options)) {
      return readFully(fetched);
    }
  }

  /// All of a body; fails when it has more or fewer bytes than it says.
  static byte[] readFully(FetchedObject fetched) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(fetched.length()) + 1);
    try {
      while (bytes.hasRemaining() && fetched.body().read(bytes) >= 0) {
        // Until the end, or until there is one byte too many.
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (bytes.position() != fetched.length()) {
      throw new AssertionError(bytes.position() + " bytes of " + fetched.length());
    }
    byte[] all = new byte[bytes.flip().remaining()];
    bytes.get(all);
    return all;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Bytes that repeat in no usual distance.
  static byte[] pattern(int length, int seed) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) ((i * 31L + seed * 7L + i / 251) >>> 2);
    }
    return bytes;
  }

  /// Every key of a listing, page by page.
  default List<String> keys(ListingRequest first) {
    List<String> keys = new ArrayList<>();
    ListingRequest request = first;
    while (true) {
      ListingPage page = store().listObjects(bucket(), request);
      for (int row = 0; row < page.entries().count(); row++) {
        keys.add(page.entries().key(row).text());
      }
      if (page.nextToken() == null) {
        return keys;
      }
      request = request.next(page.nextToken());
    }
  }

  /// Every key of the bucket.
  default List<String> keys() {
    return keys(ListingRequest.first(ObjectKey.EMPTY));
  }

  /// The first page of the bucket's listing.
  default EntryPage firstPage() {
    return store().listObjects(bucket(), ListingRequest.first(ObjectKey.EMPTY)).entries();
  }

  /// How a call fails.
  ///
  /// @throws AssertionError when it doesn't
  static StoreFailure failureOf(Runnable call) {
    try {
      call.run();
    } catch (StoreException e) {
      return e.failure();
    }
    throw new AssertionError("The call succeeded");
  }
}
