package dev.lockstep.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.Seeded;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeysOnlyStore;
import dev.lockstep.listing.RandomKeys;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.selection.Selection;
import dev.lockstep.telemetry.Progress;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final ETag ONE = new ETag("11111111111111111111111111111111");
  private static final ETag OTHER = new ETag("22222222222222222222222222222222");

  @Test
  void findsExactlyTheDifferencesOfTwoRandomBucketsUnderTwoPrefixes() {
    Seeded.trials(
        200,
        random -> {
          ObjectKey from = ObjectKey.of("a".repeat(random.nextInt(3)));
          ObjectKey to = ObjectKey.of("bb/".repeat(random.nextInt(2)));
          KeysOnlyStore left = new KeysOnlyStore(1 + random.nextInt(9));
          KeysOnlyStore right = new KeysOnlyStore(1 + random.nextInt(9));
          Map<ObjectKey, Difference.Side> expected = new TreeMap<>();
          SortedSet<ObjectKey> keys = RandomKeys.some(random, 300);
          for (ObjectKey key : keys) {
            int fate = random.nextInt(4);
            if (fate != 1) {
              left.objects.put(from.then(key), ONE);
            }
            if (fate != 2) {
              right.objects.put(to.then(key), fate == 3 ? OTHER : ONE);
            }
            if (fate > 0) {
              expected.put(
                  key,
                  fate == 1
                      ? Difference.Side.DESTINATION
                      : fate == 2 ? Difference.Side.SOURCE : Difference.Side.BOTH);
            }
          }

          Map<ObjectKey, Difference.Side> found = Collections.synchronizedMap(new TreeMap<>());
          ComparisonResult result =
              new Comparison(
                      new BucketScope(left, new BucketName("left"), from),
                      new BucketScope(right, new BucketName("right"), to),
                      Selection.EVERYTHING,
                      CompareBy.ETAG,
                      1 + random.nextInt(6),
                      difference -> found.put(difference.key(), difference.side()),
                      new Progress())
                  .run();

          assertThat(found).isEqualTo(expected);
          assertThat(result.listedInSource()).isEqualTo(left.objects.size());
          assertThat(result.listedInDestination()).isEqualTo(right.objects.size());
          assertThat(result.same()).isEqualTo(keys.size() - expected.size());
        });
  }
}
