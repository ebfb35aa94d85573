package dev.lockstep.verify;

import static dev.lockstep.conformance.TwoBuckets.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.conformance.LackingStore;
import dev.lockstep.conformance.LackingStore.Manner;
import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.endpoint.BucketOptions;
import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.Capabilities.Answer;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.endpoint.DeleteReceipt;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.ObjectLock.Mode;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.sandbox.InMemoryObjectStore;
import dev.lockstep.sandbox.store.SandboxStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whether a bucket keeps locks is tried with one that ends by itself.
class LockProbeTest {
  private static final BucketName LOCKING = new BucketName("locking");

  private Instant now = NOW;
  private final SandboxStore sandbox = new SandboxStore(() -> now);
  private final ObjectStore store = new InMemoryObjectStore("store", sandbox);

  LockProbeTest() {
    store.createBucket(LOCKING, BucketOptions.LOCKING);
  }

  private static CapabilityProbe probe(ObjectStore of) {
    return new CapabilityProbe(
        of, LOCKING, ObjectKey.EMPTY, NOW, TrialNames.unnoted(TwoBuckets.random(1)));
  }

  private static Capabilities found(CapabilityProbe probe) {
    return probe.run(EnumSet.of(Capability.OBJECT_LOCK));
  }

  private void assertEmpty() {
    assertThat(sandbox.bucket(LOCKING).entries(ObjectKey.EMPTY, true)).isExhausted();
  }

  @Test
  void aBucketThatLocksIsFoundToAndNothingIsLeftInIt() {
    CapabilityProbe probe = probe(store);

    assertThat(found(probe).of(Capability.OBJECT_LOCK)).isEqualTo(Answer.YES);
    assertThat(probe.leftBehind()).isEmpty();
    assertEmpty();
  }

  @Test
  void aLockedObjectShowsToWhoeverMayOnlyReadThatTheBucketKeepsLocks() {
    ObjectRef object = ObjectRef.current(LOCKING, ObjectKey.of("there"));
    store.putObject(object, ObjectAttributes.NONE, ObjectBody.of(new byte[2]), WriteOptions.PLAIN);
    assertThat(probe(store).readOnly().of(Capability.OBJECT_LOCK)).isEqualTo(Answer.UNKNOWN);

    store.putObject(
        object,
        ObjectAttributes.NONE.withLock(
            ObjectLock.retention(Mode.GOVERNANCE, NOW.plus(Duration.ofSeconds(30)))),
        ObjectBody.of(new byte[2]),
        WriteOptions.PLAIN);
    assertThat(probe(store).readOnly().of(Capability.OBJECT_LOCK)).isEqualTo(Answer.YES);
  }

  @Test
  void allTrialsTogetherLeaveNothingInABucketThatLocks() {
    CapabilityProbe probe = probe(store);

    assertThat(probe.run().of(Capability.OBJECT_LOCK)).isEqualTo(Answer.YES);
    assertThat(probe.leftBehind()).isEmpty();
    assertEmpty();
  }

  @ParameterizedTest
  @EnumSource(Manner.class)
  void aStoreThatSaysItLocksAndDoesNotIsSeenThrough(Manner manner) {
    ObjectStore boasting = new LackingStore(store, sent -> sent.withLock(ObjectLock.NONE), manner);

    assertThat(found(probe(boasting)).of(Capability.OBJECT_LOCK)).isEqualTo(Answer.NO);
    assertEmpty();
  }

  /// Whatever becomes of the process after the write.
  @Test
  void theOnlyLockThatIsWrittenEndsByItselfWithinHalfAMinute() {
    List<ObjectLock> written = new ArrayList<>();
    ObjectStore watched =
        new RelayedStore(store) {
          @Override
          public WriteReceipt putObject(
              ObjectRef target,
              ObjectAttributes attributes,
              ObjectBody body,
              WriteOptions options) {
            if (!attributes.lock().isNone()) {
              written.add(attributes.lock());
            }
            return super.putObject(target, attributes, body, options);
          }
        };

    probe(watched).run();

    assertThat(written)
        .containsExactly(ObjectLock.retention(Mode.GOVERNANCE, NOW.plus(Duration.ofSeconds(30))));
  }

  @Test
  void whereNoRetentionMayBePassedOverItTellsHowLongTheTrialObjectStays() {
    ObjectStore strict =
        new RelayedStore(store) {
          @Override
          public DeleteReceipt deleteRetained(ObjectRef version) {
            throw TwoBuckets.failure(new StoreFailure.Denied(TwoBuckets.detail("AccessDenied")));
          }
        };
    CapabilityProbe probe = probe(strict);

    assertThat(found(probe).of(Capability.OBJECT_LOCK)).isEqualTo(Answer.YES);
    assertThat(probe.leftBehind())
        .singleElement()
        .asString()
        .contains("locked until " + NOW.plus(Duration.ofSeconds(30)));
  }

  @Test
  void theNextRunRemovesWhatAKilledOneHasLeftLocked() {
    ObjectKey lost = ObjectKey.of("lockstep-probe-lost/locked");
    store.putObject(
        ObjectRef.current(LOCKING, lost),
        ObjectAttributes.NONE.withLock(
            ObjectLock.retention(Mode.GOVERNANCE, NOW.plus(Duration.ofSeconds(30)))),
        ObjectBody.of(new byte[1]),
        WriteOptions.PLAIN);
    LostTrials trials = new LostTrials(store, LOCKING, ObjectKey.EMPTY);

    assertThat(trials.remove("lockstep-probe-lost")).hasSize(1);
    now = NOW.plus(Duration.ofSeconds(31));
    assertThat(trials.remove("lockstep-probe-lost")).isEmpty();
    assertEmpty();
  }

  @Test
  void whoeverMayNotAskTriesAllTheSame() {
    ObjectStore silent =
        new RelayedStore(store) {
          @Override
          public boolean locksObjects(BucketName bucket) {
            throw TwoBuckets.failure(new StoreFailure.Denied(TwoBuckets.detail("AccessDenied")));
          }
        };

    assertThat(found(probe(silent)).of(Capability.OBJECT_LOCK)).isEqualTo(Answer.YES);
    assertEmpty();
  }
}
