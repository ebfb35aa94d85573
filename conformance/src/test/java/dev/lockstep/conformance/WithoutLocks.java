package dev.lockstep.conformance;

import static dev.lockstep.conformance.RealStore.ignores;
import static dev.lockstep.conformance.RealStore.refuses;

import dev.lockstep.testkit.LockContract;
import org.junit.jupiter.api.Test;

/// What servers do with locks that have none: they take every request, and keep nothing of it.
interface WithoutLocks extends LockContract {
  /// Does not know whether a bucket locks objects.
  @Test
  @Override
  default void aBucketMadeForLocksSaysSoAndKeepsVersions() {
    refuses(LockContract.super::aBucketMadeForLocksSaysSoAndKeepsVersions);
  }

  /// Does not know whether a bucket locks objects.
  @Test
  @Override
  default void aBucketMadeWithoutLocksSaysSo() {
    refuses(LockContract.super::aBucketMadeWithoutLocksSaysSo);
  }

  /// Has no locks, and what it is told of them is ignored.
  @Test
  @Override
  default void aBucketWithoutLocksRefusesALegalHold() {
    ignores(LockContract.super::aBucketWithoutLocksRefusesALegalHold);
  }

  /// Has no locks, and what it is told of them is ignored.
  @Test
  @Override
  default void aBucketWithoutLocksRefusesALockedCopy() {
    ignores(LockContract.super::aBucketWithoutLocksRefusesALockedCopy);
  }

  /// Has no locks, and what it is told of them is ignored.
  @Test
  @Override
  default void aBucketWithoutLocksRefusesARetention() {
    ignores(LockContract.super::aBucketWithoutLocksRefusesARetention);
  }

  /// Has no locks, and what it is told of them is ignored.
  @Test
  @Override
  default void aBucketWithoutLocksRefusesTheUploadOfALockedObject() {
    ignores(LockContract.super::aBucketWithoutLocksRefusesTheUploadOfALockedObject);
  }

  /// Has no locks, and what it is told of them is ignored.
  @Test
  @Override
  default void aCopyIsLockedAsItIsTold() {
    ignores(LockContract.super::aCopyIsLockedAsItIsTold);
  }

  /// Has no locks, and what it is told of them is ignored.
  @Test
  @Override
  default void aLegalHoldIsTold() {
    ignores(LockContract.super::aLegalHoldIsTold);
  }

  /// Does not know the question.
  @Test
  @Override
  default void aLockThatIsAskedForOfAVersionThatIsNotThereIsMissing() {
    ignores(LockContract.super::aLockThatIsAskedForOfAVersionThatIsNotThereIsMissing);
  }

  /// Has no locks, and what it is told of them is ignored.
  @Test
  @Override
  default void aLockedVersionCanBeHiddenByADeleteMarker() {
    ignores(LockContract.super::aLockedVersionCanBeHiddenByADeleteMarker);
  }

  /// Has no locks, and what it is told of them is ignored.
  @Test
  @Override
  default void aReadTellsALockAsAHeadDoes() {
    ignores(LockContract.super::aReadTellsALockAsAHeadDoes);
  }

  /// Has no locks, and what it is told of them is ignored.
  @Test
  @Override
  default void aRetainedVersionIsNotRemoved() {
    ignores(LockContract.super::aRetainedVersionIsNotRemoved);
  }

  /// Has no locks, and what it is told of them is ignored.
  @Test
  @Override
  default void aRetentionOfModeComplianceCannot() {
    ignores(LockContract.super::aRetentionOfModeComplianceCannot);
  }

  /// Has no locks, and what it is told of them is ignored.
  @Test
  @Override
  default void aRetentionThatHasPassedIsRefused() {
    ignores(LockContract.super::aRetentionThatHasPassedIsRefused);
  }

  /// Has no locks, and what it is told of them is ignored.
  @Test
  @Override
  default void aRetentionThatNobodyMayEndIsTold() {
    ignores(LockContract.super::aRetentionThatNobodyMayEndIsTold);
  }

  /// Has no locks, and what it is told of them is ignored.
  @Test
  @Override
  default void aRetentionThatSomeMayEndIsTold() {
    ignores(LockContract.super::aRetentionThatSomeMayEndIsTold);
  }

  /// Has no locks, and what it is told of them is ignored.
  @Test
  @Override
  default void aVersionUnderLegalHoldIsNotRemoved() {
    ignores(LockContract.super::aVersionUnderLegalHoldIsNotRemoved);
  }

  /// Has no locks, and what it is told of them is ignored.
  @Test
  @Override
  default void anObjectInPartsIsLockedAsItsUploadWas() {
    ignores(LockContract.super::anObjectInPartsIsLockedAsItsUploadWas);
  }

  /// Has no locks, and what it is told of them is ignored.
  @Test
  @Override
  default void eachVersionHasALockOfItsOwn() {
    ignores(LockContract.super::eachVersionHasALockOfItsOwn);
  }

  /// Does not know the question.
  @Test
  @Override
  default void theLockOfEachVersionIsToldWhoeverAsksForItAlone() {
    refuses(LockContract.super::theLockOfEachVersionIsToldWhoeverAsksForItAlone);
  }

  /// Has no locks, and what it is told of them is ignored.
  @Test
  @Override
  default void whatIsLockedCanBeSentAsAStream() {
    ignores(LockContract.super::whatIsLockedCanBeSentAsAStream);
  }
}
