package dev.lockstep.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.Seeded;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.telemetry.RequestCounts;
import java.io.ByteArrayInputStream;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A store that is out as a whole for a while, and many who want something of it. No time passes
/// but a virtual clock's.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OutageTest {
  private static final BucketName BUCKET = new BucketName("bucket");
  private static final int THREADS = 64;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private VirtualClock clock = new VirtualClock(THREADS);

  /// Says of each request what comes of it, each taking 50 milliseconds.
  private final class Scripted extends FakeStore {
    private final Supplier<@Nullable StoreException> failure;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    Scripted(Supplier<@Nullable StoreException> failure) {
      this.failure = failure;
    }

    private void request() {
      requests.incrementAndGet();
      clock.await(Duration.ofMillis(50).toNanos());
      StoreException now = failure.get();
      if (now != null) {
        throw now;
      }
    }

    @Override
    public void headBucket(BucketName bucket) {
      request();
    }

    @Override
    public void putTags(ObjectRef object, Map<String, String> tags) {
      if (object.key().equals(ObjectKey.of("bad"))) {
        requests.incrementAndGet();
        throw Failures.passing();
      }
      request();
      done.incrementAndGet();
    }

    @Override
    public WriteReceipt putObject(
        ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
      request();
      return new WriteReceipt(null, null, null, List.of());
    }

    @Override
    public MultipartUpload createUpload(
        ObjectRef target, ObjectAttributes attributes, @Nullable UploadChecksum checksum) {
      request();
      return new MultipartUpload(target, "u");
    }
  }

  private final ConcurrentLinkedQueue<StoreException> outages = new ConcurrentLinkedQueue<>();

  private static ObjectRef key(String key) {
    return ObjectRef.current(BUCKET, ObjectKey.of(key));
  }

  private RetryingStore retrying(Scripted store, long seed) {
    RandomGenerator generator = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    RandomGenerator random =
        new RandomGenerator() {
          @Override
          public synchronized long nextLong() {
            return generator.nextLong();
          }
        };
    return new RetryingStore(
        store,
        new RetryPolicy(5, PATIENCE, Duration.ofMillis(100), Duration.ofSeconds(5), random, clock),
        new RequestCounts(),
        new RequestPacer(Double.POSITIVE_INFINITY, random, clock),
        null,
        null,
        outages::add);
  }

  /// Fails in this way between two moments.
  private Scripted out(long fromSecond, long toSecond, Supplier<StoreException> failure) {
    return new Scripted(() -> {
      long second = clock.time().toSeconds();
      return second >= fromSecond && second < toSecond ? failure.get() : null;
    });
  }

  /// Runs as many threads as there are, each with its number.
  private List<StoreException> atOnce(int threads, IntConsumer work) {
    ConcurrentLinkedQueue<StoreException> failures = new ConcurrentLinkedQueue<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < threads; i++) {
        int number = i;
        executor.execute(() -> {
          try {
            work.accept(number);
          } catch (StoreException e) {
            failures.add(e);
          } finally {
            clock.leave();
          }
        });
      }
    }
    return List.copyOf(failures);
  }

  private List<StoreException> many(Scripted store, int each, long seed) {
    RetryingStore retrying = retrying(store, seed);
    return atOnce(
        THREADS,
        _ -> {
          for (int i = 0; i < each; i++) {
            retrying.putTags(key("key"), Map.of());
          }
        });
  }

  @Test
  void aMinuteOfSlowDownFailsNothingAndHearsFewRequests() {
    Seeded.trials(
        3,
        random -> {
          clock = new VirtualClock(THREADS);
          Scripted store = out(2, 62, Failures::throttled);
          AtomicInteger before = new AtomicInteger();
          AtomicInteger after = new AtomicInteger();
          Scripted counting =
              new Scripted(() -> {
                long second = clock.time().toSeconds();
                (second < 2 ? before : second < 62 ? new AtomicInteger() : after).incrementAndGet();
                return store.failure.get();
              });

          List<StoreException> failures = many(counting, 200, random.nextLong());

          assertThat(failures).isEmpty();
          assertThat(counting.done).hasValue(THREADS * 200);
          int within = counting.requests.get() - before.get() - after.get();
          // 1,280 a second before.
          assertThat(within).isBetween(20, 600);
          assertThat(clock.time()).isLessThan(Duration.ofMinutes(2));
        });
  }

  @Test
  void aMinuteOfErrorsOrOfNobodyListeningFailsNothing() {
    for (Supplier<StoreException> failure :
        List.<Supplier<StoreException>>of(Failures::passing, Failures::unreachable)) {
      Seeded.trials(
          3,
          random -> {
            clock = new VirtualClock(THREADS);
            Scripted store = out(2, 62, failure);

            outages.clear();
            assertThat(many(store, 200, random.nextLong())).isEmpty();

            assertThat(outages).hasSize(1);

            assertThat(store.done).hasValue(THREADS * 200);
            assertThat(store.requests.get() - THREADS * 200).isLessThan(THREADS * 5 + 200);
            assertThat(clock.time()).isLessThan(Duration.ofSeconds(85));
          });
    }
  }

  @Test
  void aStoreThatDoesNotComeBackIsGivenUpOnceForAll() {
    for (Supplier<StoreException> failure :
        List.<Supplier<StoreException>>of(
            Failures::passing, Failures::throttled, Failures::unreachable)) {
      clock = new VirtualClock(THREADS);
      Scripted store = out(2, Long.MAX_VALUE, failure);

      List<StoreException> failures = many(store, 200, 1);

      assertThat(failures).hasSize(THREADS);
      assertThat(failures)
          .allSatisfy(e -> {
            assertThat(e.failure()).isInstanceOf(StoreFailure.Unreachable.class);
            assertThat(e.failure().retryable()).isFalse();
            assertThat(e).hasMessageContaining("given up after 600 s");
          });
      assertThat(clock.time()).isBetween(PATIENCE, PATIENCE.plusSeconds(90));
      assertThat(store.requests.get() - store.done.get()).isLessThan(2000);
    }
  }

  @Test
  void nothingIsSentToAStoreThatWasGivenUp() {
    clock = new VirtualClock(1);
    Scripted store = out(0, Long.MAX_VALUE, Failures::unreachable);
    RetryingStore retrying = retrying(store, 1);
    assertThatThrownBy(() -> retrying.putTags(key("a"), Map.of()))
        .isInstanceOf(StoreException.class);
    int requests = store.requests.get();
    Duration time = clock.time();

    assertThatThrownBy(() -> retrying.putTags(key("b"), Map.of()))
        .isInstanceOf(StoreException.class);

    assertThat(store.requests).hasValue(requests);
    assertThat(clock.time()).isEqualTo(time);
  }

  @Test
  void aStoreThatWasNeverReachedIsNotWaitedForLong() {
    clock = new VirtualClock(1);
    RetryingStore store = retrying(out(0, Long.MAX_VALUE, Failures::unreachable), 1);

    assertThatThrownBy(() -> store.putTags(key("a"), Map.of()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("given up after 15 s");

    assertThat(clock.time())
        .isBetween(StoreHealth.FIRST_CONTACT, StoreHealth.FIRST_CONTACT.plusSeconds(10));
  }

  @Test
  void oneBadObjectFailsAfterItsAttemptsWhileOthersSucceed() {
    Scripted store = new Scripted(() -> null);
    RetryingStore retrying = retrying(store, 1);

    List<StoreException> failures =
        atOnce(
            THREADS,
            number -> {
              for (int i = 0; i < 100; i++) {
                retrying.putTags(key(number == 0 ? "bad" : "good"), Map.of());
              }
            });

    assertThat(failures).hasSize(1);
    assertThat(failures.getFirst().failure()).isInstanceOf(StoreFailure.Transient.class);
    assertThat(store.done).hasValue((THREADS - 1) * 100);
  }

  @Test
  void whatCannotBeSentTwiceFailsAsOneOfAnOutageWhenTheStoreIsBack() {
    clock = new VirtualClock(1);
    RetryingStore store = retrying(out(0, 60, Failures::passing), 1);
    ObjectBody streamed =
        new ObjectBody.Streamed(Channels.newChannel(new ByteArrayInputStream(new byte[1])), 1);

    StoreException failure =
        catchThrowableOfType(
            StoreException.class,
            () -> store.putObject(key("a"), ObjectAttributes.NONE, streamed, WriteOptions.PLAIN));

    assertThat(failure.ofOutage()).isTrue();
    assertThat(failure.failure().retryable()).isTrue();
    assertThat(clock.time()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(70));
    assertThatThrownBy(() ->
            retrying(new Scripted(Failures::passing), 1)
                .createUpload(key("a"), ObjectAttributes.NONE, null))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.failure().retryable()).isFalse());
  }

  @Test
  void whatIsThrottledWhileOthersAreNotIsTriedForAMinute() {
    clock = new VirtualClock(1);
    FakeStore store =
        new FakeStore() {
          @Override
          public void headBucket(BucketName bucket) {}

          @Override
          public ObjectHead headObject(ObjectRef object, ReadOptions options) {
            throw Failures.throttled();
          }
        };
    RetryingStore retrying =
        new RetryingStore(
            store,
            new RetryPolicy(
                5,
                PATIENCE,
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                RandomGeneratorFactory.of("L64X128MixRandom").create(1),
                clock),
            new RequestCounts());

    assertThatThrownBy(() -> retrying.headObject(key("a"), ReadOptions.PLAIN))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.failure()).isInstanceOf(StoreFailure.Throttled.class));

    assertThat(clock.time()).isBetween(Duration.ofSeconds(55), Duration.ofSeconds(70));
  }
}
