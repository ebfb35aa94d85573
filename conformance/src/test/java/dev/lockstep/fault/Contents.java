package dev.lockstep.fault;

import static dev.lockstep.testkit.StoreUnderTest.pattern;
import static dev.lockstep.testkit.StoreUnderTest.readFully;

import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.StorageClass;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What two buckets hold at the beginning, and the oracle: what they hold now, read without any
/// fault between.
final class Contents {
  static final String PREFIX = "in/";

  /// Objects that a lasting fault of single objects hits: a small one, one in parts, and one that
  /// can't be compared without a request.
  static final List<String> STRUCK =
      List.of(PREFIX + "e-struck", PREFIX + "f-struck-parts", PREFIX + "q-recut");

  /// How the two differ at the beginning.
  static final ComparisonResult DIFFERENCE = new ComparisonResult(11, 5, 2, 8, 2, 1, 0);

  private static final int SMALLEST_PART = 5000;

  private Contents() {}

  private static ObjectAttributes attributes(int number) {
    return new ObjectAttributes(
        Map.of(ContentHeader.CONTENT_TYPE, "text/plain", ContentHeader.CACHE_CONTROL, "no-cache"),
        Map.of("number", "" + number),
        number % 2 == 0 ? Map.of("colour", "blue") : Map.of(),
        StorageClass.STANDARD,
        null);
  }

  static void fill(ObjectStore source, BucketName from, ObjectStore destination, BucketName to) {
    int number = 0;
    for (String name : List.of("a", "b/c", "b/d/", "c c", "e-struck", "m-old", "n-same", "z")) {
      byte[] bytes = pattern(50 + 37 * number, number);
      put(source, from, name, bytes, attributes(number));
      if (name.equals("n-same")) {
        put(destination, to, name, bytes, attributes(number));
      }
      number++;
    }
    put(destination, to, "m-old", pattern(99, 99), ObjectAttributes.NONE);
    putParts(source, from, "f-struck-parts", SMALLEST_PART, SMALLEST_PART, 700);
    putParts(source, from, "p-parts", SMALLEST_PART, 3000);
    // The same bytes, cut otherwise: what listings can't tell.
    byte[] uncut = putParts(source, from, "q-recut", SMALLEST_PART, 1000);
    put(destination, to, "q-recut", uncut, attributes(2));
    put(destination, to, "k-extra", pattern(5, 5), ObjectAttributes.NONE);
    put(destination, to, "y-extra", pattern(6, 6), ObjectAttributes.NONE);
    destination.putObject(
        ObjectRef.current(to, ObjectKey.of("outside")),
        ObjectAttributes.NONE,
        ObjectBody.of(pattern(7, 7)),
        WriteOptions.PLAIN);
  }

  /// Small objects without attributes, and one of a MiB: what every server takes.
  static void fillSimply(ObjectStore store, BucketName from, BucketName to) {
    int number = 0;
    for (String name : List.of("a", "b/c", "c c", "m-old", "n-same", "z")) {
      byte[] bytes = pattern(50 + 37 * number, number);
      put(store, from, name, bytes, ObjectAttributes.NONE);
      if (name.equals("n-same")) {
        put(store, to, name, bytes, ObjectAttributes.NONE);
      }
      number++;
    }
    put(store, from, "p-large", pattern(1 << 20, 1), ObjectAttributes.NONE);
    put(store, to, "m-old", pattern(99, 99), ObjectAttributes.NONE);
    put(store, to, "k-extra", pattern(5, 5), ObjectAttributes.NONE);
  }

  private static void put(
      ObjectStore store,
      BucketName bucket,
      String name,
      byte[] bytes,
      ObjectAttributes attributes) {
    ObjectRef object = ObjectRef.current(bucket, ObjectKey.of(PREFIX + name));
    store.putObject(object, attributes, ObjectBody.of(bytes), WriteOptions.PLAIN);
  }

  private static byte[] putParts(
      ObjectStore store, BucketName bucket, String name, int... lengths) {
    ObjectRef object = ObjectRef.current(bucket, ObjectKey.of(PREFIX + name));
    return TwoBuckets.putParts(store, object, attributes(2), lengths);
  }

  /// Every object of a bucket, in all that a sync keeps of it.
  static Map<String, String> of(ObjectStore store, BucketName bucket) {
    Map<String, String> held = new TreeMap<>();
    ListingPage page = store.listObjects(bucket, ListingRequest.first(ObjectKey.EMPTY));
    if (!page.last()) {
      throw new AssertionError("More than a page");
    }
    for (int row = 0; row < page.entries().count(); row++) {
      ObjectRef object = ObjectRef.current(bucket, page.entries().key(row));
      try (FetchedObject fetched = store.fetchObject(object, ReadOptions.PLAIN)) {
        ObjectAttributes told = fetched.head().attributes();
        held.put(
            page.entries().key(row).text(),
            Arrays.hashCode(readFully(fetched))
                + " "
                + new TreeMap<>(told.headers())
                + new TreeMap<>(told.userMetadata())
                + new TreeMap<>(store.fetchTags(object))
                + told.storageClass());
      }
    }
    return held;
  }

  /// Every object's bytes alone.
  static Map<String, String> bytesOf(ObjectStore store, BucketName bucket) {
    Map<String, String> held = new TreeMap<>();
    ListingPage page = store.listObjects(bucket, ListingRequest.first(ObjectKey.EMPTY));
    for (int row = 0; row < page.entries().count(); row++) {
      ObjectRef object = ObjectRef.current(bucket, page.entries().key(row));
      try (FetchedObject fetched = store.fetchObject(object, ReadOptions.PLAIN)) {
        held.put(object.key().text(), "" + Arrays.hashCode(readFully(fetched)));
      }
    }
    return held;
  }

  /// Uploads in progress.
  static List<UploadsPage.Entry> uploads(ObjectStore store, BucketName bucket) {
    return store.listUploads(bucket, ObjectKey.EMPTY, UploadsPage.Marker.START).uploads();
  }

  /// What of two buckets is in scope and not the same, leaving out what only the destination has
  /// unless that counts.
  static Map<String, String> difference(
      Map<String, String> source, Map<String, String> destination, boolean extrasCount) {
    Map<String, String> found = new TreeMap<>();
    source.forEach((key, value) -> {
      if (!value.equals(destination.get(key))) {
        found.put(key, value + " / " + destination.get(key));
      }
    });
    if (extrasCount) {
      destination.forEach((key, value) -> {
        if (key.startsWith(PREFIX) && !source.containsKey(key)) {
          found.put(key, "extra");
        }
      });
    }
    return found;
  }
}
