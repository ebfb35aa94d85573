package dev.lockstep.job;

import static dev.lockstep.conformance.TwoBuckets.DST;
import static dev.lockstep.conformance.TwoBuckets.SRC;
import static dev.lockstep.conformance.TwoBuckets.detail;
import static dev.lockstep.conformance.TwoBuckets.failure;
import static dev.lockstep.conformance.TwoBuckets.in;
import static dev.lockstep.testkit.StoreUnderTest.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.copy.CopySettings;
import dev.lockstep.copy.Fidelity;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.RetryPolicy;
import dev.lockstep.endpoint.RetryingStore;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.UploadChecksum;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.WaitingClock;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.plan.MaxDelete;
import dev.lockstep.selection.Selection;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.RequestCounts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole runs in which a store is out for a minute, or for ever.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OutageRunTest {
  private static final int OBJECTS = 30;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /// More than any number of threads can wait in a test.
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final TwoBuckets stores = new TwoBuckets();

  /// Whoever waits has waited. Threads that wait at once each move the time on, some of them many
  /// times while the one that asks the store has no processor: how much passes is nobody's choice.
  private final WaitingClock clock =
      new WaitingClock() {
        private final AtomicLong now = new AtomicLong();

        @Override
        public long nanos() {
          return now.get();
        }

        @Override
        public void await(long nanos) {
          now.addAndGet(nanos);
        }
      };

  /// A store that is out from some request on, for some time.
  private final class Out extends RelayedStore {
    private final StoreFailure failure;
    private final int from;
    private final Duration time;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong since = new AtomicLong(-1);

    Out(ObjectStore store, StoreFailure failure, int from, Duration time) {
      super(store);
      this.failure = failure;
      this.from = from;
      this.time = time;
    }

    private void request() {
      if (requests.incrementAndGet() >= from) {
        since.compareAndSet(-1, clock.nanos());
        if (clock.nanos() - since.get() < time.toNanos()) {
          throw failure(failure);
        }
      }
    }

    @Override
    public void headBucket(BucketName bucket) {
      request();
      super.headBucket(bucket);
    }

    @Override
    public ListingPage listObjects(BucketName bucket, ListingRequest request) {
      request();
      return super.listObjects(bucket, request);
    }

    @Override
    public ObjectHead headObject(ObjectRef object, ReadOptions options) {
      request();
      return super.headObject(object, options);
    }

    @Override
    public FetchedObject fetchObject(ObjectRef object, ReadOptions options) {
      request();
      return super.fetchObject(object, options);
    }

    @Override
    public WriteReceipt putObject(
        ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
      request();
      return super.putObject(target, attributes, body, options);
    }

    @Override
    public MultipartUpload createUpload(
        ObjectRef target, ObjectAttributes attributes, @Nullable UploadChecksum checksum) {
      request();
      return super.createUpload(target, attributes, checksum);
    }

    @Override
    public UploadedPart uploadPart(
        MultipartUpload upload, int number, ObjectBody body, PartChecksum checksum) {
      request();
      return super.uploadPart(upload, number, body, checksum);
    }
  }

  private SyncReport sync(ObjectStore source, ObjectStore destination, Duration patience) {
    RetryPolicy policy =
        new RetryPolicy(
            3,
            patience,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            RandomGeneratorFactory.of("SecureRandom").create(),
            clock);
    RequestCounts counts = new RequestCounts();
    return new SyncJob(
            new BucketScope(new RetryingStore(source, policy, counts), SRC, ObjectKey.of("")),
            new BucketScope(new RetryingStore(destination, policy, counts), DST, ObjectKey.of("")),
            new SyncSettings(
                Selection.EVERYTHING,
                CompareBy.CONTENT,
                new CopySettings(Fidelity.STANDARD, null, null, 10_000),
                true,
                new MaxDelete.Count(50),
                Long.MAX_VALUE,
                false,
                8,
                2),
            RunNotes.none(),
            counts,
            new Progress(),
            _ -> {},
            InstantSource.system(),
            policy)
        .run();
  }

  private void putAll() {
    for (int i = 0; i < OBJECTS; i++) {
      stores.put("many/" + i, pattern(100, i), ObjectAttributes.NONE);
    }
    TwoBuckets.putParts(stores.source, in(SRC, "parts"), ObjectAttributes.NONE, 2000, 2000, 300);
  }

  static Stream<Arguments> outages() {
    return Stream.of(
            new StoreFailure.Throttled(detail("SlowDown")),
            new StoreFailure.Transient(detail("InternalError"), true),
            new StoreFailure.Unreachable(detail("Refused")))
        .flatMap(failure ->
            IntStream.of(1, 3, 8, 20, 33, 36).mapToObj(from -> Arguments.of(failure, from)));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void aMinuteWithoutAStoreIsWaitedForWhereverItBegins(StoreFailure failure, int from) {
    for (boolean atSource : new boolean[] {true, false}) {
      TwoBuckets fresh = atSource ? stores : new TwoBuckets();
      Out out = new Out(atSource ? stores.source : fresh.destination, failure, from, MINUTE);
      putAll();

      SyncReport report =
          atSource ? sync(out, stores.destination, FOR_EVER) : sync(stores.source, out, FOR_EVER);

      assertThat(out.since).as("it was out").doesNotHaveValue(-1);
      assertThat(report.failure()).isNull();
      assertThat(report.failures().first()).isEmpty();
      assertThat(report.inSync()).isTrue();
      assertThat(clock.nanos()).isGreaterThanOrEqualTo(MINUTE.toNanos());
      if (failure instanceof StoreFailure.Throttled) {
        assertThat(report.effort().limitedBy()).isEqualTo("throttling by " + out.name());
      }
    }
  }

  @Test
  void aSourceThatDoesNotComeBackEndsTheRunOnceAndNothingIsDeleted() {
    putAll();
    stores.destination.putObject(
        in(DST, "extra"), ObjectAttributes.NONE, ObjectBody.of(new byte[1]), WriteOptions.PLAIN);
    for (int i = 0; i < 5; i++) {
      stores.destination.putObject(
          in(DST, "many/" + i),
          ObjectAttributes.NONE,
          ObjectBody.of(pattern(100, i)),
          WriteOptions.PLAIN);
    }
    // The comparison before any deletion, and the one that copies, are done by then.
    Out out =
        new Out(
            stores.source, new StoreFailure.Unreachable(detail("Refused")), 20, Duration.ofDays(1));

    SyncReport report = sync(out, stores.destination, Duration.ofMinutes(10));

    RunFailure end = Objects.requireNonNull(report.failure());
    assertThat(end.cause()).isEqualTo(RunFailure.Cause.STORE);
    assertThat(end.message()).contains("given up after 600 s");
    assertThat(report.failures().count()).isZero();
    assertThat(report.skipped()).isPositive();
    assertThat(report.deletions().deleted()).isZero();
    assertThat(stores.destination.headObject(in(DST, "extra"), ReadOptions.PLAIN).size())
        .isEqualTo(1);
  }
}
