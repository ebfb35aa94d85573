package dev.lockstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.BucketOptions;
import dev.lockstep.endpoint.CopyOptions;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.Versioning;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.ObjectLock.Mode;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.StorageClass;
import java.io.ByteArrayInputStream;
import java.nio.channels.Channels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Retention and legal hold: sent with an object, told, and what they forbid. Retentions last a few
/// minutes; what is under legal hold stays in the bucket of the test.
public interface LockContract extends StoreUnderTest {
  Duration A_WHILE = Duration.ofMinutes(5);

  /// Makes a bucket whose objects can be locked.
  default BucketName lockingBucket() {
    BucketName locking = new BucketName(bucket().value() + "-locking");
    store().createBucket(locking, BucketOptions.LOCKING);
    return locking;
  }

  default ObjectRef in(BucketName locking, String key) {
    return ObjectRef.current(locking, ObjectKey.of(key));
  }

  default WriteReceipt put(ObjectRef object, ObjectLock lock) {
    return store()
        .putObject(
            object,
            ObjectAttributes.NONE.withLock(lock),
            ObjectBody.of(StoreUnderTest.bytes("locked")),
            WriteOptions.PLAIN);
  }

  default ObjectLock lock(ObjectRef object) {
    return store().headObject(object, ReadOptions.PLAIN).attributes().lock();
  }

  /// A time to come, by the clock of the store.
  default Instant soon() {
    put("clock", "x");
    return head("clock").lastModified().plus(A_WHILE);
  }

  @Test
  default void aBucketMadeWithoutLocksSaysSo() {
    assertThat(store().locksObjects(bucket())).isFalse();
  }

  @Test
  default void aBucketMadeForLocksSaysSoAndKeepsVersions() {
    BucketName locking = lockingBucket();

    assertThat(store().locksObjects(locking)).isTrue();
    assertThat(store().fetchVersioning(locking)).isEqualTo(Versioning.ENABLED);
  }

  @Test
  default void anObjectThatWasNotLockedHasNoLock() {
    ObjectRef object = in(lockingBucket(), "a");
    put(object, ObjectLock.NONE);

    assertThat(lock(object)).isEqualTo(ObjectLock.NONE);
  }

  @Test
  default void aRetentionThatSomeMayEndIsTold() {
    ObjectRef object = in(lockingBucket(), "a");
    ObjectLock sent = ObjectLock.retention(Mode.GOVERNANCE, soon());
    put(object, sent);

    assertThat(lock(object)).isEqualTo(sent);
  }

  @Test
  default void aReadTellsALockAsAHeadDoes() {
    ObjectRef object = in(lockingBucket(), "a");
    put(object, ObjectLock.HOLD);

    try (FetchedObject fetched = store().fetchObject(object, ReadOptions.PLAIN)) {
      assertThat(fetched.head().attributes().lock()).isEqualTo(ObjectLock.HOLD);
    }
  }

  @Test
  default void aRetentionThatNobodyMayEndIsTold() {
    ObjectRef object = in(lockingBucket(), "a");
    ObjectLock sent = ObjectLock.retention(Mode.COMPLIANCE, soon());
    put(object, sent);

    assertThat(lock(object)).isEqualTo(sent);
  }

  @Test
  default void aLegalHoldIsTold() {
    ObjectRef object = in(lockingBucket(), "a");
    put(object, ObjectLock.HOLD);

    assertThat(lock(object)).isEqualTo(ObjectLock.HOLD);
  }

  @Test
  default void whatIsLockedCanBeSentAsAStream() {
    ObjectRef object = in(lockingBucket(), "a");
    byte[] bytes = StoreUnderTest.pattern(100_000, 1);
    ObjectBody body =
        new ObjectBody.Streamed(Channels.newChannel(new ByteArrayInputStream(bytes)), bytes.length);
    store()
        .putObject(
            object, ObjectAttributes.NONE.withLock(ObjectLock.HOLD), body, WriteOptions.PLAIN);

    assertThat(lock(object)).isEqualTo(ObjectLock.HOLD);
    assertThat(fetch(object, ReadOptions.PLAIN)).isEqualTo(bytes);
  }

  @Test
  default void anObjectInPartsIsLockedAsItsUploadWas() {
    ObjectRef object = in(lockingBucket(), "a");
    ObjectLock sent = ObjectLock.retention(Mode.GOVERNANCE, soon()).withLegalHold(true);
    MultipartUpload upload =
        store().createUpload(object, ObjectAttributes.NONE.withLock(sent), null);
    ObjectBody body = ObjectBody.of(StoreUnderTest.bytes("a part"));
    UploadedPart part = store().uploadPart(upload, 1, body, PartChecksum.NONE);
    store().completeUpload(upload, List.of(part), WriteOptions.PLAIN);

    assertThat(lock(object)).isEqualTo(sent);
  }

  @Test
  default void aCopyTakesNoLockAlong() {
    BucketName locking = lockingBucket();
    put(in(locking, "a"), ObjectLock.HOLD);
    store().copyObject(in(locking, "a"), in(locking, "b"), locked(ObjectLock.NONE));

    assertThat(lock(in(locking, "b"))).isEqualTo(ObjectLock.NONE);
  }

  @Test
  default void aCopyIsLockedAsItIsTold() {
    BucketName locking = lockingBucket();
    ObjectLock sent = ObjectLock.retention(Mode.GOVERNANCE, soon()).withLegalHold(true);
    put(in(locking, "a"), ObjectLock.NONE);
    store().copyObject(in(locking, "a"), in(locking, "b"), locked(sent));

    assertThat(lock(in(locking, "b"))).isEqualTo(sent);
  }

  private static CopyOptions locked(ObjectLock lock) {
    return new CopyOptions(null, null, StorageClass.STANDARD, null, lock, WriteOptions.PLAIN);
  }

  @Test
  default void eachVersionHasALockOfItsOwn() {
    ObjectRef object = in(lockingBucket(), "a");
    WriteReceipt first = put(object, ObjectLock.HOLD);
    put(object, ObjectLock.NONE);

    assertThat(lock(object)).isEqualTo(ObjectLock.NONE);
    assertThat(lock(version(object, first))).isEqualTo(ObjectLock.HOLD);
  }

  @Test
  default void theLockOfEachVersionIsToldWhoeverAsksForItAlone() {
    ObjectRef object = in(lockingBucket(), "a");
    ObjectLock retained = ObjectLock.retention(Mode.GOVERNANCE, soon());
    WriteReceipt held = put(object, ObjectLock.HOLD);
    WriteReceipt both = put(object, retained.withLegalHold(true));
    WriteReceipt none = put(object, ObjectLock.NONE);
    put(object, retained);

    assertThat(asked(version(object, held))).isEqualTo(ObjectLock.HOLD);
    assertThat(asked(version(object, both))).isEqualTo(retained.withLegalHold(true));
    assertThat(asked(version(object, none))).isEqualTo(ObjectLock.NONE);
    assertThat(asked(object)).isEqualTo(retained);
  }

  private ObjectLock asked(ObjectRef object) {
    return store().fetchRetention(object).withLegalHold(store().fetchLegalHold(object));
  }

  @Test
  default void aLockThatIsAskedForOfAVersionThatIsNotThereIsMissing() {
    ObjectRef object = in(lockingBucket(), "a");

    assertThat(StoreUnderTest.failureOf(() -> store().fetchRetention(object)))
        .isInstanceOf(StoreFailure.Missing.class);
    assertThat(StoreUnderTest.failureOf(() -> store().fetchLegalHold(object)))
        .isInstanceOf(StoreFailure.Missing.class);
  }

  private static ObjectRef version(ObjectRef object, WriteReceipt receipt) {
    return new ObjectRef(object.bucket(), object.key(), receipt.version());
  }

  @Test
  default void aRetainedVersionIsNotRemoved() {
    ObjectRef object = in(lockingBucket(), "a");
    ObjectRef locked = version(object, put(object, ObjectLock.retention(Mode.GOVERNANCE, soon())));

    assertNotRemoved(locked);
  }

  @Test
  default void aVersionUnderLegalHoldIsNotRemoved() {
    ObjectRef object = in(lockingBucket(), "a");

    assertNotRemoved(version(object, put(object, ObjectLock.HOLD)));
  }

  /// Neither alone nor among others.
  default void assertNotRemoved(ObjectRef locked) {
    ObjectRef other = in(locked.bucket(), "other");
    ObjectRef unlocked = version(other, put(other, ObjectLock.NONE));

    assertThat(store().deleteObjects(locked.bucket(), List.of(locked, unlocked)))
        .singleElement()
        .satisfies(refused -> assertThat(refused.object()).isEqualTo(locked));
    assertThat(store().deleteObjects(locked.bucket(), List.of(locked))).hasSize(1);
    assertThat(fetch(locked, ReadOptions.PLAIN)).isEqualTo(StoreUnderTest.bytes("locked"));
  }

  @Test
  default void aLockedVersionCanBeHiddenByADeleteMarker() {
    ObjectRef object = in(lockingBucket(), "a");
    put(object, ObjectLock.HOLD);

    assertThat(store().deleteObject(object).marker()).isTrue();
  }

  @Test
  default void aRetentionOfModeGovernanceCanBePassedOver() {
    ObjectRef object = in(lockingBucket(), "a");
    ObjectRef locked = version(object, put(object, ObjectLock.retention(Mode.GOVERNANCE, soon())));
    store().deleteRetained(locked);

    assertThat(StoreUnderTest.failureOf(() -> fetch(locked, ReadOptions.PLAIN)))
        .isInstanceOf(StoreFailure.Missing.class);
  }

  @Test
  default void aRetentionOfModeComplianceCannot() {
    ObjectRef object = in(lockingBucket(), "a");
    ObjectRef locked = version(object, put(object, ObjectLock.retention(Mode.COMPLIANCE, soon())));

    assertThat(StoreUnderTest.failureOf(() -> store().deleteRetained(locked)))
        .isInstanceOfAny(StoreFailure.Denied.class, StoreFailure.Refused.class);
    assertThat(fetch(locked, ReadOptions.PLAIN)).isEqualTo(StoreUnderTest.bytes("locked"));
  }

  @Test
  default void aRetentionThatHasPassedIsRefused() {
    ObjectRef object = in(lockingBucket(), "a");
    Instant past = soon().minus(A_WHILE).minus(A_WHILE);

    assertRefused(() -> put(object, ObjectLock.retention(Mode.GOVERNANCE, past)));
  }

  @Test
  default void aBucketWithoutLocksRefusesARetention() {
    ObjectLock lock = ObjectLock.retention(Mode.GOVERNANCE, soon());

    assertRefused(() -> put(ref("a"), lock));
  }

  @Test
  default void aBucketWithoutLocksRefusesALegalHold() {
    assertRefused(() -> put(ref("a"), ObjectLock.HOLD));
  }

  @Test
  default void aBucketWithoutLocksRefusesTheUploadOfALockedObject() {
    assertRefused(() ->
        store().createUpload(ref("a"), ObjectAttributes.NONE.withLock(ObjectLock.HOLD), null));
  }

  @Test
  default void aBucketWithoutLocksRefusesALockedCopy() {
    put("a", "x");

    assertRefused(() -> store().copyObject(ref("a"), ref("b"), locked(ObjectLock.HOLD)));
  }

  /// Fails so that less may be asked for.
  private static void assertRefused(Runnable write) {
    assertThat(StoreUnderTest.failureOf(write).refusal()).isTrue();
  }
}
