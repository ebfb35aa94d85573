package dev.lockstep.fault;

import static dev.lockstep.testkit.StoreUnderTest.pattern;
import static dev.lockstep.testkit.StoreUnderTest.readFully;

import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.VersionsPage;
import dev.lockstep.endpoint.VersionsRequest;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.ObjectVersion;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// What two buckets that keep versions hold before a run, and what of it is there afterwards: of
/// each key the whole chain.
final class ContentHistories {
  private static final int SMALLEST_PART = 5000;
  private static final String MARKER = "deleted";
  private static final String NEXT = " > ";

  private ContentHistories() {}

  static void fill(ObjectStore source, BucketName from, ObjectStore destination, BucketName to) {
    int number = 0;
    for (String name : Contents.STRUCK) {
      put(source, from, name, number++);
      TwoBuckets.putParts(
          source, object(from, name), ObjectAttributes.NONE, SMALLEST_PART, 700 + number);
      delete(source, from, name);
      put(source, from, name, number++);
    }
    for (String name : new String[] {"a", "a/b", "ab", "n-begun", "z"}) {
      for (int version = 0; version < 3; version++) {
        put(source, from, Contents.PREFIX + name, number++);
      }
    }
    put(destination, to, Contents.PREFIX + "n-begun", number - 6);
    delete(source, from, Contents.PREFIX + "z");
    put(destination, to, Contents.PREFIX + "k-extra", 1000);
    put(destination, to, "outside", 1001);
  }

  private static ObjectRef object(BucketName bucket, String key) {
    return ObjectRef.current(bucket, ObjectKey.of(key));
  }

  private static void put(ObjectStore store, BucketName bucket, String key, int number) {
    store.putObject(
        object(bucket, key),
        ObjectAttributes.NONE,
        ObjectBody.of(pattern(50 + number, number)),
        WriteOptions.PLAIN);
  }

  private static void delete(ObjectStore store, BucketName bucket, String key) {
    store.deleteObject(object(bucket, key));
  }

  /// The chain of every key, oldest first. The stores are sandboxes, which list the newest first.
  static Map<String, String> of(ObjectStore store, BucketName bucket) {
    Map<String, String> chains = new TreeMap<>();
    VersionsPage page =
        store.listVersions(
            bucket, VersionsRequest.of(ObjectKey.EMPTY, VersionsRequest.Marker.BEGINNING));
    if (page.next() != null) {
      throw new AssertionError("More than a page");
    }
    for (int row = 0; row < page.entries().count(); row++) {
      ObjectKey key = page.entries().key(row);
      String what = content(store, bucket, key, ObjectVersion.of(page.entries(), row));
      chains.merge(key.text(), what, (newer, older) -> older + NEXT + newer);
    }
    return chains;
  }

  private static String content(
      ObjectStore store, BucketName bucket, ObjectKey key, ObjectVersion version) {
    if (version.deleteMarker()) {
      return MARKER;
    }
    try (FetchedObject fetched =
        store.fetchObject(new ObjectRef(bucket, key, version.id()), ReadOptions.PLAIN)) {
      return "" + Arrays.hashCode(readFully(fetched));
    }
  }

  /// The chains at the destination that are not the beginning of the source's; a version that was
  /// written twice may still stand there twice.
  static Map<String, String> notImages(
      Map<String, String> source, Map<String, String> destination) {
    Map<String, String> wrong = new TreeMap<>();
    source.forEach((key, chain) -> {
      String there = destination.getOrDefault(key, "");
      StringBuilder once = new StringBuilder();
      String before = "";
      for (String version : there.split(NEXT, -1)) {
        if (!version.equals(before)) {
          once.append(once.isEmpty() ? "" : NEXT).append(version);
        }
        before = version;
      }
      if (!chain.startsWith(once.toString())) {
        wrong.put(key, there + " of " + chain);
      }
    });
    return wrong;
  }
}
