package dev.lockstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Buckets, and the stores that they are in.
public interface BucketContract extends StoreUnderTest {
  BucketName ABSENT = new BucketName("lockstep-there-is-no-such-bucket");

  @Test
  default void aBucketThatIsThereIsFound() {
    assertThatCode(() -> store().headBucket(bucket())).doesNotThrowAnyException();
  }

  @Test
  default void headOfABucketThatIsNotThereIsMissing() {
    assertThat(StoreUnderTest.failureOf(() -> store().headBucket(ABSENT)))
        .isInstanceOf(StoreFailure.Missing.class);
  }

  @Test
  default void listingABucketThatIsNotThereIsMissingAndNeverEmpty() {
    ListingRequest all = ListingRequest.first(ObjectKey.EMPTY);

    assertThat(StoreUnderTest.failureOf(() -> store().listObjects(ABSENT, all)))
        .isInstanceOf(StoreFailure.Missing.class);
  }

  @Test
  default void anObjectOfABucketThatIsNotThereIsMissing() {
    ObjectRef object = ObjectRef.current(ABSENT, ObjectKey.of("a"));

    assertThat(StoreUnderTest.failureOf(() -> store().headObject(object, ReadOptions.PLAIN)))
        .isInstanceOf(StoreFailure.Missing.class);
  }

  @Test
  default void aWriteIntoABucketThatIsNotThereIsMissing() {
    ObjectRef object = ObjectRef.current(ABSENT, ObjectKey.of("a"));

    assertThat(
            StoreUnderTest.failureOf(() ->
                store()
                    .putObject(
                        object, ObjectAttributes.NONE, ObjectBody.EMPTY, WriteOptions.PLAIN)))
        .isInstanceOf(StoreFailure.Missing.class);
  }

  @Test
  default void deletingFromABucketThatIsNotThereNeverLooksLikeSuccess() {
    List<ObjectRef> objects =
        List.of(
            ObjectRef.current(ABSENT, ObjectKey.of("a")),
            ObjectRef.current(ABSENT, ObjectKey.of("b")));

    assertThat(StoreUnderTest.failureOf(() -> store().deleteObjects(ABSENT, objects)))
        .isInstanceOf(StoreFailure.Missing.class);
  }

  @Test
  default void aFailureSaysStatusAndCode() {
    StoreFailure failure = StoreUnderTest.failureOf(() -> text("absent"));

    assertThat(failure.detail().status()).isEqualTo(404);
    assertThat(failure.detail().code()).isEqualTo("NoSuchKey");
  }

  @Test
  default void aStoreCanCopyFromItself() {
    assertThat(store().canCopyFrom(store())).isTrue();
  }

  @Test
  default void aStoreHasAName() {
    assertThat(store().name()).isNotEmpty();
  }
}
