package dev.lockstep.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.endpoint.Failures;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.listing.KeysOnlyStore;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ETag;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.VersionId;
import dev.lockstep.selection.Selection;
import dev.lockstep.sort.SortSpace;
import dev.lockstep.telemetry.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Pairs that the listings say nothing of: they are asked about while the listings go on.
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ComparisonQuestionsTest {
  private static final ETag ONE = new ETag("11111111111111111111111111111111");
  private static final ETag OTHER = new ETag("22222222222222222222222222222222");

  private final Queue<String> events = new ConcurrentLinkedQueue<>();
  private final CountDownLatch allIsListed = new CountDownLatch(1);

  /// Lists keys with one tag, and tells another when it is asked.
  private static class Asked extends KeysOnlyStore {
    private final Function<ObjectKey, ETag> answer;

    Asked(ETag listed, Function<ObjectKey, ETag> answer, String... keys) {
      super(1000);
      this.answer = answer;
      for (String key : keys) {
        objects.put(ObjectKey.of(key), listed);
      }
    }

    @Override
    public ObjectHead headObject(ObjectRef object, ReadOptions options) {
      ETag etag = answer.apply(object.key());
      return new ObjectHead(7, etag, Instant.EPOCH, null, ObjectAttributes.NONE, -1, 0, List.of());
    }
  }

  private final DifferenceListener listener =
      new DifferenceListener() {
        @Override
        public void found(Difference difference) {
          events.add(difference.key().text() + " " + difference.reason());
        }

        @Override
        public void compared(KeySpan span) {
          @Nullable ObjectKey upTo = span.upTo();
          events.add("compared to " + (upTo == null ? "the end" : upTo.text()));
          if (upTo == null) {
            allIsListed.countDown();
          }
        }
      };

  private Comparison comparison(ObjectStore left, ObjectStore right) {
    return new Comparison(
        scope(left, "left"),
        scope(right, "right"),
        Selection.EVERYTHING,
        CompareBy.CONTENT,
        1,
        listener,
        new Progress());
  }

  private static BucketScope scope(ObjectStore store, String bucket) {
    return new BucketScope(store, new BucketName(bucket), ObjectKey.EMPTY);
  }

  private void awaitTheListings() {
    await(allIsListed);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void countsAndTellsWhatTheAnswersSay() {
    Map<ObjectKey, ETag> answers = new ConcurrentHashMap<>();
    for (String same : List.of("a", "c", "d")) {
      answers.put(ObjectKey.of(same), OTHER);
    }
    Asked left = new Asked(ONE, key -> answers.getOrDefault(key, ONE), "a", "b", "c", "d", "e");
    Asked right = new Asked(OTHER, _ -> OTHER, "a", "b", "c", "d", "e");

    ComparisonResult result = comparison(left, right).run();

    assertThat(result).isEqualTo(new ComparisonResult(5, 5, 3, 0, 0, 2, 0));
    assertThat(events).contains("b ETAG", "e ETAG").hasSize(4);
  }

  /// A listing of the past names a version, and what is current by now may be another one.
  @Test
  void asksAboutTheVersionThatWasListed() {
    Queue<String> asked = new ConcurrentLinkedQueue<>();
    Asked left =
        new Asked(ONE, _ -> OTHER) {
          @Override
          public ObjectHead headObject(ObjectRef object, ReadOptions options) {
            asked.add(object.key().text() + " " + object.version());
            return super.headObject(object, options);
          }
        };
    EntryPage.Builder past = new EntryPage.Builder(1);
    past.key(ObjectKey.of("a"))
        .size(7)
        .modifiedMillis(0)
        .etag(ONE)
        .version("first", true, false)
        .endRow();
    Queue<EntryPage> pages = new ConcurrentLinkedQueue<>(List.of(past.build()));

    ComparisonResult result =
        new Comparison(
                scope(left, "left"),
                scope(new Asked(OTHER, _ -> OTHER, "a"), "right"),
                Selection.EVERYTHING,
                CompareBy.CONTENT,
                1,
                listener,
                new Progress(),
                (_, _, _) -> pages::poll,
                new OutOfOrderSides(SortSpace.standard(), new Progress()))
            .run();

    assertThat(result.same()).isEqualTo(1);
    assertThat(asked).containsExactly("a " + new VersionId("first"));
  }

  /// What was compared is not looked at again by a run that goes on with this one.
  @Test
  void callsKeysComparedOnlyWhenAllThatWasAskedAboutThemIsAnswered() {
    Asked left =
        new Asked(
            ONE,
            _ -> {
              awaitTheListings();
              return ONE;
            },
            "a",
            "b");
    Asked right = new Asked(OTHER, _ -> OTHER, "a", "b");

    comparison(left, right).run();

    assertThat(events)
        .hasSize(4)
        .startsWith("compared to the end")
        .contains("a ETAG", "b ETAG")
        .endsWith("compared to b");
  }

  @Test
  void failsAlsoWhereTheLastLookDiesAfterAllWasListed() {
    Asked left =
        new Asked(
            ONE,
            _ -> {
              awaitTheListings();
              throw new OutOfMemoryError("a test");
            },
            "a");
    Asked right = new Asked(OTHER, _ -> OTHER, "a");

    assertThatThrownBy(() -> comparison(left, right).run()).isInstanceOf(OutOfMemoryError.class);

    assertThat(events).as("the pair was not compared").containsExactly("compared to the end");
  }

  /// Lists keys without end, of which the first alone is to be asked about.
  private static final class Endless extends KeysOnlyStore {
    private final ETag first;

    Endless(ETag first) {
      super(1000);
      this.first = first;
    }

    @Override
    public ListingPage listObjects(BucketName bucket, ListingRequest request) {
      String token = request.token();
      int from = token == null ? 1_000_000 : Integer.parseInt(token);
      EntryPage.Builder page = new EntryPage.Builder(10);
      for (int i = from; i < from + 10; i++) {
        page.key(ObjectKey.of("key " + i)).size(7).modifiedMillis(0);
        page.etag(i == 1_000_000 ? first : ONE).endRow();
      }
      return new ListingPage(page.build(), Integer.toString(from + 10));
    }

    @Override
    public ObjectHead headObject(ObjectRef object, ReadOptions options) {
      throw new OutOfMemoryError("a test");
    }
  }

  @Test
  void endsInTheMidstOfTheListingsWhenALookDies() {
    assertThatThrownBy(() -> comparison(new Endless(ONE), new Endless(OTHER)).run())
        .isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void asksAboutABoundedNumberOfPairsAtOnceAndAboutAllOfThem() {
    int pairs = 150;
    String[] keys = new String[pairs];
    for (int i = 0; i < pairs; i++) {
      keys[i] = "key " + (1000 + i);
    }
    AtomicInteger asking = new AtomicInteger();
    CountDownLatch many = new CountDownLatch(64);
    CountDownLatch tooMany = new CountDownLatch(65);
    Asked left =
        new Asked(
            ONE,
            _ -> {
              asking.incrementAndGet();
              many.countDown();
              tooMany.countDown();
              await(many);
              // Time for one more, which must not come while these are here.
              boolean more = comesSoon(tooMany) && asking.get() > 64;
              asking.decrementAndGet();
              if (more) {
                throw new AssertionError("More than 64 at once");
              }
              throw Failures.denied();
            },
            keys);
    Asked right = new Asked(OTHER, _ -> OTHER, keys);

    ComparisonResult result = comparison(left, right).run();

    assertThat(result.undecided()).isEqualTo(pairs);
  }

  private static boolean comesSoon(CountDownLatch latch) {
    try {
      return latch.await(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
