package dev.lockstep.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.endpoint.Failures;
import dev.lockstep.endpoint.FakeStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.ObjectLock.Mode;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.StorageClass;
import dev.lockstep.object.VersionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourceLocksTest {
  private static final BucketName BUCKET = new BucketName("bucket");
  private static final ObjectLock RETAINED =
      ObjectLock.retention(Mode.COMPLIANCE, Instant.parse("2040-01-01T00:00:00Z"));

  private ObjectLock kept = ObjectLock.NONE;
  private ObjectLock toldToHeads = ObjectLock.NONE;
  private @Nullable StoreException noRetention;
  private @Nullable StoreException noHold;
  private boolean locking = true;
  private int heads;
  private int questions;

  private final SourceLocks locks =
      new SourceLocks(
          new FakeStore() {
            @Override
            public boolean locksObjects(BucketName bucket) {
              return locking;
            }

            @Override
            public ObjectHead headObject(ObjectRef object, ReadOptions options) {
              heads++;
              return head(toldToHeads);
            }

            @Override
            public ObjectLock fetchRetention(ObjectRef object) {
              questions++;
              if (noRetention != null) {
                throw noRetention;
              }
              return kept.withLegalHold(false);
            }

            @Override
            public boolean fetchLegalHold(ObjectRef object) {
              questions++;
              if (noHold != null) {
                throw noHold;
              }
              return kept.legalHold();
            }
          });

  private static ObjectHead head(ObjectLock lock) {
    return new ObjectHead(
        1, null, Instant.EPOCH, null, ObjectAttributes.NONE.withLock(lock), -1, 0, List.of());
  }

  private static CopyRequest request(@Nullable String version, boolean older) {
    ObjectRef object =
        new ObjectRef(BUCKET, ObjectKey.of("a"), version == null ? null : new VersionId(version));
    return new CopyRequest(object, object, 1, null, StorageClass.STANDARD).older(older);
  }

  private static final CopyRequest CURRENT = request(null, false);
  private static final CopyRequest OLDER = request("1", true);

  /// As a manifest or a moment of the past names it: it may be the current one.
  private static final CopyRequest SOME = request("1", false);

  private ObjectLock ofRead(CopyRequest request, ObjectLock told) {
    return locks.ofRead(request, head(told));
  }

  @Test
  void asksNothingWhereNothingIsLocked() {
    locking = false;
    kept = RETAINED;

    assertThat(ofRead(OLDER, ObjectLock.NONE)).isEqualTo(ObjectLock.NONE);
    assertThat(locks.ofHead(CURRENT, head(ObjectLock.NONE))).isEqualTo(ObjectLock.NONE);
    assertThat(heads + questions).isZero();
  }

  @Test
  void asksForEveryVersionOfWhichNothingIsToldWhereNoneIsTold() {
    for (int i = 0; i < 100; i++) {
      assertThat(ofRead(OLDER, ObjectLock.NONE)).isEqualTo(ObjectLock.NONE);
    }
    kept = RETAINED.withLegalHold(true);

    assertThat(ofRead(OLDER, ObjectLock.NONE)).isEqualTo(kept);
    assertThat(locks.ofHead(SOME, head(ObjectLock.NONE))).isEqualTo(kept);
    assertThat(questions).isEqualTo(204);
    assertThat(heads).isZero();
  }

  @Test
  void believesReadsOfVersionsOnceOneHasToldTheLockOfAReplacedOne() {
    assertThat(ofRead(CURRENT, RETAINED)).isEqualTo(RETAINED);
    assertThat(ofRead(SOME, RETAINED)).isEqualTo(RETAINED);
    ofRead(OLDER, ObjectLock.NONE);
    assertThat(questions).isEqualTo(2);

    assertThat(ofRead(OLDER, ObjectLock.HOLD)).isEqualTo(ObjectLock.HOLD);
    ofRead(OLDER, ObjectLock.NONE);
    ofRead(SOME, ObjectLock.NONE);

    assertThat(questions).isEqualTo(2);
    assertThat(heads).isZero();
  }

  @Test
  void believesHeadsOfVersionsOnceOneHasToldTheLockOfAReplacedOne() {
    locks.ofHead(SOME, head(RETAINED));
    locks.ofHead(SOME, head(ObjectLock.NONE));
    assertThat(questions).isEqualTo(2);
    locks.ofHead(OLDER, head(RETAINED));
    toldToHeads = ObjectLock.HOLD;

    assertThat(locks.ofHead(SOME, head(ObjectLock.NONE))).isEqualTo(ObjectLock.NONE);
    assertThat(ofRead(OLDER, ObjectLock.NONE)).isEqualTo(ObjectLock.HOLD);
    assertThat(questions).isEqualTo(2);
    assertThat(heads).isEqualTo(1);
  }

  @Test
  void asksForTheFirstCurrentObjectsOnceMoreWhereHeadTellsNothing() {
    for (int i = 0; i < 20; i++) {
      ofRead(CURRENT, ObjectLock.NONE);
    }
    assertThat(heads).isEqualTo(20);
    assertThat(questions).isEqualTo(2 * 16);
  }

  @Test
  void asksForAllCurrentObjectsWhereHeadHidesALockOfTheFirst() {
    kept = RETAINED;
    for (int i = 0; i < 40; i++) {
      assertThat(ofRead(CURRENT, ObjectLock.NONE)).isEqualTo(RETAINED);
    }
    assertThat(questions).isEqualTo(2 * 40);
  }

  @Test
  void believesHeadsOfCurrentObjectsOnceOneHasToldALock() {
    toldToHeads = RETAINED;
    assertThat(ofRead(CURRENT, ObjectLock.NONE)).isEqualTo(RETAINED);
    toldToHeads = ObjectLock.NONE;
    assertThat(ofRead(CURRENT, ObjectLock.NONE)).isEqualTo(ObjectLock.NONE);

    assertThat(questions).isZero();
  }

  @Test
  void takesWhatHeadTellsWhereTheQuestionIsDeniedAndSaysSo() {
    noRetention = Failures.denied();
    toldToHeads = RETAINED;
    kept = ObjectLock.HOLD;

    assertThat(locks.unanswered()).isEmpty();
    assertThat(ofRead(OLDER, ObjectLock.NONE)).isEqualTo(RETAINED.withLegalHold(true));
    assertThat(ofRead(OLDER, ObjectLock.NONE)).isEqualTo(RETAINED.withLegalHold(true));

    assertThat(questions).isEqualTo(4);
    assertThat(locks.unanswered())
        .hasValueSatisfying(why -> assertThat(why).contains("GetObjectRetention: Test"));
  }

  @Test
  void asksOnceAStoreThatDoesNotKnowTheQuestion() {
    noRetention = Failures.unsupported();
    noHold = Failures.unsupported();
    toldToHeads = ObjectLock.HOLD;

    assertThat(ofRead(OLDER, ObjectLock.NONE)).isEqualTo(ObjectLock.HOLD);
    assertThat(ofRead(OLDER, ObjectLock.NONE)).isEqualTo(ObjectLock.HOLD);

    assertThat(questions).isEqualTo(2);
    assertThat(locks.unanswered()).isPresent();
  }

  @Test
  void takesNoFailureForAnAnswer() {
    for (StoreException failure :
        List.of(Failures.passing(), Failures.missing(), Failures.unreachable())) {
      noHold = failure;
      assertThatThrownBy(() -> ofRead(OLDER, ObjectLock.NONE)).isSameAs(failure);
    }
    assertThat(locks.unanswered()).isEmpty();
  }
}
