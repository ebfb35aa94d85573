package dev.lockstep.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.sandbox.InMemoryObjectStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Listings over random keys, prefixes, delimiters and page sizes, against a model of two lines.
class ListingModelTest {
  private static final String LETTERS = "ab/-é";
  private static final BucketName BUCKET = new BucketName("model");

  @Test
  void pagesOfAnyListingTogetherAreWhatTheModelSays() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      SandboxStore store = new SandboxStore(InstantSource.system());
      Set<ObjectKey> keys = fill(store, random);
      ObjectKey prefix = ObjectKey.of(word(random, 3));
      ObjectKey delimiter = ObjectKey.of(random.nextBoolean() ? "/" : word(random, 2));
      ObjectKey after = ObjectKey.of(random.nextBoolean() ? "" : word(random, 4));
      int size = 1 + random.nextInt(5);

      assertThat(listed(store, prefix, delimiter, after, size))
          .as("seed %d", seed)
          .isEqualTo(expected(keys, prefix, delimiter, after));
    }
  }

  private static Set<ObjectKey> fill(SandboxStore store, Random random) {
    Set<ObjectKey> keys = new HashSet<>();
    InMemoryObjectStore port = new InMemoryObjectStore("model", store);
    port.createBucket(BUCKET);
    for (int i = random.nextInt(40); i >= 0; i--) {
      ObjectKey key = ObjectKey.of("a" + word(random, 5));
      keys.add(key);
      port.putObject(
          ObjectRef.current(BUCKET, key),
          ObjectAttributes.NONE,
          ObjectBody.EMPTY,
          WriteOptions.PLAIN);
    }
    return keys;
  }

  private static String word(Random random, int longest) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(longest + 1); i > 0; i--) {
      word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return word.toString();
  }

  private static List<ObjectKey> listed(
      SandboxStore store, ObjectKey prefix, ObjectKey delimiter, ObjectKey after, int size) {
    List<ObjectKey> listed = new ArrayList<>();
    ObjectKey from = after;
    while (true) {
      ObjectListing page =
          ObjectListing.of(store.bucket(BUCKET), new ListingQuery(prefix, delimiter, from, size));
      List<ObjectKey> both = new ArrayList<>(page.prefixes());
      page.rows().forEach(row -> both.add(row.key()));
      both.sort(null);
      listed.addAll(both);
      if (!page.more()) {
        return listed;
      }
      assertThat(both).hasSize(size);
      from = page.last();
    }
  }

  private static List<ObjectKey> expected(
      Set<ObjectKey> keys, ObjectKey prefix, ObjectKey delimiter, ObjectKey after) {
    TreeSet<ObjectKey> rows = new TreeSet<>();
    for (ObjectKey key : keys) {
      if (key.startsWith(prefix) && key.compareTo(after) > 0) {
        ObjectKey common = KeySpace.commonPrefix(key, prefix, delimiter);
        rows.add(common == null ? key : common);
      }
    }
    rows.remove(after);
    return List.copyOf(rows);
  }
}
