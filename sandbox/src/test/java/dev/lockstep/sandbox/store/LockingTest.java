package dev.lockstep.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.endpoint.BucketOptions;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.ObjectLock.Mode;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.sandbox.InMemoryObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Locks that are changed after the write, and those that have passed.
class LockingTest {
  private static final BucketName BUCKET = new BucketName("locking");
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant HOUR = NOW.plus(Duration.ofHours(1));

  private Instant now = NOW;
  private final SandboxStore store = new SandboxStore(() -> now);
  private final ObjectStore port = new InMemoryObjectStore("store", store);

  LockingTest() {
    port.createBucket(BUCKET, BucketOptions.LOCKING);
  }

  private ObjectRef put(ObjectLock lock) {
    ObjectRef target = ObjectRef.current(BUCKET, ObjectKey.of("a"));
    return new ObjectRef(
        BUCKET,
        target.key(),
        port.putObject(
                target,
                ObjectAttributes.NONE.withLock(lock),
                ObjectBody.of(new byte[1]),
                WriteOptions.PLAIN)
            .version());
  }

  private void retain(ObjectRef version, ObjectLock retention, boolean bypass) {
    store.writes().putRetention(Account.LOCKSTEP, version, retention, bypass);
  }

  private boolean isRemoved(ObjectRef version) {
    return port.deleteObjects(BUCKET, List.of(version)).isEmpty();
  }

  @Test
  void aRetentionMayBeMadeLongerAndShorterOnlyByBypass() {
    ObjectRef version = put(ObjectLock.retention(Mode.GOVERNANCE, HOUR));
    ObjectLock longer = ObjectLock.retention(Mode.GOVERNANCE, HOUR.plusSeconds(1));
    ObjectLock shorter = ObjectLock.retention(Mode.GOVERNANCE, HOUR.minusSeconds(1));

    retain(version, longer, false);
    assertThatThrownBy(() -> retain(version, shorter, false)).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> retain(version, ObjectLock.NONE, false)).isInstanceOf(Refusal.class);
    retain(version, shorter, true);
    retain(version, ObjectLock.NONE, true);

    assertThat(isRemoved(version)).isTrue();
  }

  @Test
  void aRetentionOfModeComplianceIsNotWeakenedByAnybody() {
    ObjectRef version = put(ObjectLock.retention(Mode.COMPLIANCE, HOUR));

    assertThatThrownBy(() -> retain(version, ObjectLock.retention(Mode.GOVERNANCE, HOUR), true))
        .isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> retain(version, ObjectLock.NONE, true)).isInstanceOf(Refusal.class);
    assertThat(isRemoved(version)).isFalse();
  }

  @Test
  void aRetentionThatHasPassedLocksNothing() {
    ObjectRef version = put(ObjectLock.retention(Mode.COMPLIANCE, HOUR));
    now = HOUR;

    assertThat(isRemoved(version)).isTrue();
  }

  @Test
  void aLegalHoldIsLiftedAndLeavesTheRetention() {
    ObjectRef version = put(ObjectLock.retention(Mode.GOVERNANCE, HOUR).withLegalHold(true));
    store.writes().putLegalHold(Account.LOCKSTEP, version, false);

    assertThat(isRemoved(version)).isFalse();
    now = HOUR;
    assertThat(isRemoved(version)).isTrue();
  }

  @Test
  void aBucketThatLocksObjectsKeepsVersionsForGood() {
    assertThatThrownBy(() -> store.setVersioning(Account.LOCKSTEP, BUCKET, Versioning.SUSPENDED))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void nothingCanBeLockedAfterwardsInABucketWithoutLocks() {
    BucketName plain = new BucketName("plain");
    port.createBucket(plain);
    ObjectRef object = ObjectRef.current(plain, ObjectKey.of("a"));
    port.putObject(object, ObjectAttributes.NONE, ObjectBody.of(new byte[1]), WriteOptions.PLAIN);

    assertThatThrownBy(() -> store.writes().putLegalHold(Account.LOCKSTEP, object, true))
        .isInstanceOf(Refusal.class);
  }
}
