package dev.lockstep.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.telemetry.RequestCounts;
import dev.lockstep.telemetry.RequestKind;
import java.io.ByteArrayInputStream;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RetryingStoreTest {
  private static final BucketName BUCKET = new BucketName("bucket");
  private static final ObjectRef KEY = ObjectRef.current(BUCKET, ObjectKey.of("key"));

  private final List<Long> pauses = new ArrayList<>();
  private final WaitingClock clock =
      new WaitingClock() {
        private long now;

        @Override
        public long nanos() {
          return now;
        }

        @Override
        public void await(long nanos) {
          pauses.add(nanos);
          now += nanos;
        }
      };
  private static final WriteReceipt RECEIPT = new WriteReceipt(null, null, null, List.of());

  private final RequestCounts counts = new RequestCounts();

  /// Fails so many times in this way and then succeeds.
  private static final class Failing extends FakeStore {
    private final StoreFailure failure;
    private int left;

    Failing(StoreFailure failure, int times) {
      this.failure = failure;
      this.left = times;
    }

    private void attempt() {
      if (left-- > 0) {
        throw Failures.of(failure);
      }
    }

    @Override
    public void headBucket(BucketName bucket) {}

    @Override
    public MultipartUpload createUpload(
        ObjectRef target, ObjectAttributes attributes, @Nullable UploadChecksum checksum) {
      attempt();
      return new MultipartUpload(target, "u");
    }

    @Override
    public void putTags(ObjectRef object, Map<String, String> tags) {
      attempt();
    }

    @Override
    public WriteReceipt completeUpload(
        MultipartUpload upload, List<UploadedPart> parts, WriteOptions options) {
      attempt();
      return RECEIPT;
    }

    @Override
    public WriteReceipt putObject(
        ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
      attempt();
      return RECEIPT;
    }

    @Override
    public UploadedPart uploadPart(
        MultipartUpload upload, int number, ObjectBody body, PartChecksum checksum) {
      attempt();
      throw new AssertionError("The part should not have been sent again");
    }
  }

  private RetryingStore retrying(ObjectStore store) {
    return new RetryingStore(
        store,
        new RetryPolicy(
            3,
            Duration.ofSeconds(10),
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            RandomGeneratorFactory.of("L64X128MixRandom").create(1),
            clock),
        counts);
  }

  static List<StoreFailure> retryable() {
    return Failures.retryable();
  }

  static List<StoreFailure> lasting() {
    return Failures.lasting();
  }

  @ParameterizedTest
  @MethodSource("retryable")
  void sendsAgainAfterAPauseWhatMaySucceedLater(StoreFailure failure) {
    retrying(new Failing(failure, 2)).putTags(KEY, Map.of());

    assertThat(pauses).as("two, and perhaps one for a turn").hasSizeBetween(2, 3);
    assertThat(counts.snapshot()).isEqualTo(Map.of(RequestKind.TAGS_PUT, 3L));
  }

  @Test
  void givesUpAfterTheLastAttemptWithoutAPauseWhatFailsAtAStoreThatIsWell() {
    RetryingStore store = retrying(new Failing(Failures.passing().failure(), 3));

    assertThatThrownBy(() -> store.putTags(KEY, Map.of())).isInstanceOf(StoreException.class);
    assertThat(pauses).hasSize(2);
    assertThat(counts.snapshot())
        .isEqualTo(Map.of(RequestKind.TAGS_PUT, 3L, RequestKind.BUCKET, 1L));
  }

  @Test
  void sendsThePartsOfAnUploadAgainOnlyIfTheAnswerWasWrongAndNotTheBytes() {
    StoreFailure.Detail detail = StoreFailure.Detail.ours("Test", "a test wants it");
    MultipartUpload upload = new MultipartUpload(KEY, "u");

    retrying(new Failing(new StoreFailure.Corrupted(detail, true), 2))
        .completeUpload(upload, List.of(), WriteOptions.PLAIN);
    assertThat(counts.count(RequestKind.MULTIPART_COMPLETE)).isEqualTo(3);

    RetryingStore store = retrying(new Failing(new StoreFailure.Corrupted(detail), 1));
    assertThatThrownBy(() -> store.completeUpload(upload, List.of(), WriteOptions.PLAIN))
        .isInstanceOf(StoreException.class);
    assertThat(counts.count(RequestKind.MULTIPART_COMPLETE)).isEqualTo(4);
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void doesNotSendAgainWhatWouldFailAgain(StoreFailure failure) {
    RetryingStore store = retrying(new Failing(failure, 1));

    assertThatThrownBy(() -> store.putTags(KEY, Map.of())).isInstanceOf(StoreException.class);
    assertThat(pauses).isEmpty();
    assertThat(counts.count(RequestKind.TAGS_PUT)).isEqualTo(1);
  }

  @Test
  void sendsABufferedBodyAgainAndAStreamedOneOnce() {
    StoreFailure failure = Failures.passing().failure();
    ObjectBody buffered = ObjectBody.of(new byte[] {1});
    retrying(new Failing(failure, 1))
        .putObject(KEY, ObjectAttributes.NONE, buffered, WriteOptions.PLAIN);
    assertThat(counts.count(RequestKind.PUT)).isEqualTo(2);

    RetryingStore store = retrying(new Failing(failure, 1));
    ObjectBody streamed =
        new ObjectBody.Streamed(Channels.newChannel(new ByteArrayInputStream(new byte[] {1})), 1);
    assertThatThrownBy(
            () -> store.putObject(KEY, ObjectAttributes.NONE, streamed, WriteOptions.PLAIN))
        .isInstanceOf(StoreException.class);
    assertThat(counts.count(RequestKind.PUT)).isEqualTo(3);
    assertThatThrownBy(() ->
            retrying(new Failing(failure, 1))
                .uploadPart(new MultipartUpload(KEY, "u"), 1, streamed, PartChecksum.NONE))
        .isInstanceOf(StoreException.class);
    assertThat(counts.count(RequestKind.MULTIPART_PART)).isEqualTo(1);
  }

  @Test
  void createsNoUploadAgainWhereOneMayBeThere() {
    RetryingStore store = retrying(new Failing(Failures.passing().failure(), 1));

    assertThatThrownBy(() -> store.createUpload(KEY, ObjectAttributes.NONE, null))
        .isInstanceOf(StoreException.class);

    assertThat(counts.count(RequestKind.MULTIPART_CREATE)).isEqualTo(1);
  }

  @Test
  void stopsWhenItsThreadIsInterrupted() {
    RetryingStore store = retrying(new Failing(Failures.passing().failure(), 1));
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> store.putTags(KEY, Map.of())).isInstanceOf(StoreException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(pauses).isEmpty();
  }

  @Test
  void canCopyFromTheStoreBehindAnotherOfItsKind() {
    ObjectStore inner =
        new FakeStore() {
          @Override
          public boolean canCopyFrom(ObjectStore other) {
            return other == this;
          }
        };

    assertThat(retrying(inner).canCopyFrom(retrying(inner))).isTrue();
    assertThat(retrying(inner).canCopyFrom(retrying(new FakeStore()))).isFalse();
  }
}
