package dev.lockstep.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.Seeded;
import dev.lockstep.endpoint.Failures;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.listing.KeysOnlyStore;
import dev.lockstep.listing.RandomKeys;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ETag;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.selection.Glob;
import dev.lockstep.selection.Selection;
import dev.lockstep.telemetry.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
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
          assertThat(result.onlyInSource()).isEqualTo(count(expected, Difference.Side.SOURCE));
          assertThat(result.onlyInDestination())
              .isEqualTo(count(expected, Difference.Side.DESTINATION));
          assertThat(result.different()).isEqualTo(count(expected, Difference.Side.BOTH));
        });
  }

  private static long count(Map<ObjectKey, Difference.Side> found, Difference.Side side) {
    return Collections.frequency(found.values(), side);
  }

  private static Comparison comparison(
      ObjectStore left, ObjectStore right, CompareBy by, DifferenceListener listener) {
    return new Comparison(
        new BucketScope(left, new BucketName("left"), ObjectKey.EMPTY),
        new BucketScope(right, new BucketName("right"), ObjectKey.EMPTY),
        Selection.EVERYTHING,
        by,
        4,
        listener,
        new Progress());
  }

  /// Lists two objects of which only their heads can tell whether they are the same.
  private static KeysOnlyStore undecided(ETag etag, Supplier<RuntimeException> answer) {
    KeysOnlyStore store =
        new KeysOnlyStore(10) {
          @Override
          public ObjectHead headObject(ObjectRef object, ReadOptions options) {
            throw answer.get();
          }
        };
    store.objects.put(ObjectKey.of("a"), etag);
    store.objects.put(ObjectKey.of("b"), etag);
    return store;
  }

  @Test
  void listsWhatIsNotSelectedAndComparesItNot() {
    KeysOnlyStore left = new KeysOnlyStore(10).with("a.log", "b", "same", "same.log", "same2");
    KeysOnlyStore right = new KeysOnlyStore(10).with("c.log", "d", "same", "same.log", "same2");
    Queue<String> found = new ConcurrentLinkedQueue<>();
    Progress progress = new Progress();

    ComparisonResult result =
        new Comparison(
                new BucketScope(left, new BucketName("left"), ObjectKey.EMPTY),
                new BucketScope(right, new BucketName("right"), ObjectKey.EMPTY),
                new Selection(List.of(), List.of(Glob.of("*.log")), null, null, 0, Long.MAX_VALUE),
                CompareBy.SIZE,
                1,
                difference -> found.add(difference.key().text()),
                progress)
            .run();

    assertThat(found).containsExactly("b", "d");
    assertThat(result).isEqualTo(new ComparisonResult(5, 5, 2, 1, 1, 0, 0));
    assertThat(progress.snapshot().listedInSource()).isEqualTo(5);
    assertThat(progress.snapshot().listedInDestination()).isEqualTo(5);
  }

  /// Holds one object of this size and time.
  private static KeysOnlyStore sized(long size, long millis) {
    return new KeysOnlyStore(10) {
      @Override
      public ListingPage listObjects(BucketName bucket, ListingRequest request) {
        EntryPage.Builder page = new EntryPage.Builder(1);
        if (request.startAfter().isEmpty()) {
          page.key(ObjectKey.of("a")).size(size).modifiedMillis(millis).etag(ONE).endRow();
        }
        return new ListingPage(page.build(), null);
      }
    };
  }

  @Test
  void tellsAPairOfTwoSizesAndAYoungerSource() {
    Queue<Difference.Reason> found = new ConcurrentLinkedQueue<>();
    DifferenceListener reasons = difference -> found.add(difference.reason());

    ComparisonResult sizes = comparison(sized(7, 0), sized(8, 0), CompareBy.SIZE, reasons).run();
    ComparisonResult times = comparison(sized(7, 9000), sized(7, 0), CompareBy.TIME, reasons).run();

    assertThat(found).containsExactly(Difference.Reason.SIZE, Difference.Reason.TIME);
    ComparisonResult different = new ComparisonResult(1, 1, 0, 0, 0, 1, 0);
    assertThat(sizes).isEqualTo(different);
    assertThat(times).isEqualTo(different);
  }

  @Test
  void countsAPairThatCouldNotBeDecidedAsDifferent() {
    KeysOnlyStore left = undecided(ONE, Failures::denied);
    KeysOnlyStore right = undecided(OTHER, Failures::denied);
    Queue<Difference> found = new ConcurrentLinkedQueue<>();

    ComparisonResult result = comparison(left, right, CompareBy.CONTENT, found::add).run();

    assertThat(result.undecided()).isEqualTo(2);
    assertThat(result.different()).isEqualTo(2);
    assertThat(result.identical()).isFalse();
    assertThat(found).hasSize(2).allMatch(one -> one.reason() == Difference.Reason.UNDECIDED);
  }

  @Test
  void failsWhenALookAtAPairDiesOfAnError() {
    Supplier<RuntimeException> dying =
        () -> {
          throw new OutOfMemoryError("a test");
        };
    KeysOnlyStore left = undecided(ONE, dying);
    KeysOnlyStore right = undecided(OTHER, dying);

    assertThatThrownBy(() -> comparison(left, right, CompareBy.CONTENT, _ -> {}).run())
        .isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void failsWhenNobodyCanBeToldOfADifference() {
    DifferenceListener full =
        _ -> {
          throw new UncheckedIOException(new IOException("disk full"));
        };
    KeysOnlyStore same = new KeysOnlyStore(10);
    assertThatThrownBy(
            () -> comparison(new KeysOnlyStore(10).with("a"), same, CompareBy.CONTENT, full).run())
        .isInstanceOf(UncheckedIOException.class);

    KeysOnlyStore left = undecided(ONE, Failures::denied);
    KeysOnlyStore right = undecided(OTHER, Failures::denied);
    AtomicInteger told = new AtomicInteger();
    DifferenceListener counting =
        difference -> {
          told.incrementAndGet();
          full.found(difference);
        };

    assertThatThrownBy(() -> comparison(left, right, CompareBy.CONTENT, counting).run())
        .isInstanceOf(UncheckedIOException.class);
    assertThat(told.get()).as("each difference is told once").isLessThanOrEqualTo(2);
  }

  @Test
  void failsWhereAListingEndsInAFailure() {
    KeysOnlyStore broken =
        new KeysOnlyStore(1) {
          @Override
          public ListingPage listObjects(BucketName bucket, ListingRequest request) {
            if (request.token() != null) {
              throw Failures.passing();
            }
            return super.listObjects(bucket, request);
          }
        };
    broken.with("a", "b", "c");

    assertThatThrownBy(
            () -> comparison(broken, new KeysOnlyStore(10), CompareBy.SIZE, _ -> {}).run())
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(
            () -> comparison(new KeysOnlyStore(10), broken, CompareBy.SIZE, _ -> {}).run())
        .isInstanceOf(StoreException.class);
  }

  @Test
  void comparesTheSpansAloneThatItIsGiven() {
    KeysOnlyStore left = new KeysOnlyStore(10).with("a", "b", "c", "d", "e");
    Queue<String> found = new ConcurrentLinkedQueue<>();
    DifferenceListener listener = difference -> found.add(difference.key().text());

    ComparisonResult result =
        comparison(left, new KeysOnlyStore(10), CompareBy.SIZE, listener)
            .run(
                List.of(
                    new KeySpan(ObjectKey.EMPTY, ObjectKey.of("a")),
                    new KeySpan(ObjectKey.of("c"), ObjectKey.of("d"))));

    assertThat(found).containsExactlyInAnyOrder("a", "d");
    assertThat(result.onlyInSource()).isEqualTo(2);
  }

  @Test
  void comparesAnObjectNamedExactlyAsThePrefix() {
    KeysOnlyStore left = new KeysOnlyStore(10).with("p/", "p/a");
    KeysOnlyStore right = new KeysOnlyStore(10).with("p/a");
    Queue<Difference> found = new ConcurrentLinkedQueue<>();
    BucketName bucket = new BucketName("bucket");

    new Comparison(
            new BucketScope(left, bucket, ObjectKey.of("p/")),
            new BucketScope(right, bucket, ObjectKey.of("p/")),
            Selection.EVERYTHING,
            CompareBy.SIZE,
            4,
            found::add,
            new Progress())
        .run();

    assertThat(found.stream().map(Difference::key)).containsExactly(ObjectKey.EMPTY);
  }
}
