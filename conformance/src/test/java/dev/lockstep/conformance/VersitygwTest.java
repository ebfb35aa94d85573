package dev.lockstep.conformance;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Versity S3 Gateway 1.8 over a file system: keys are paths.
@Tag("versitygw")
class VersitygwTest extends RealStore {
  VersitygwTest() {
    super("VERSITYGW");
  }

  /// The key is stored under its cleaned path in silence.
  @Test
  @Override
  public void aKeyWithTwoSlashesInARowIsKeptAndListed() {
    ignores(super::aKeyWithTwoSlashesInARowIsKeptAndListed);
  }

  /// The key is stored under its cleaned path in silence.
  @Test
  @Override
  public void aKeyThatBeginsWithASlashIsKeptAndListed() {
    ignores(super::aKeyThatBeginsWithASlashIsKeptAndListed);
  }

  /// The key is stored under its cleaned path in silence.
  @Test
  @Override
  public void aKeyThatBeginsWithADotSegmentIsKeptAndListed() {
    ignores(super::aKeyThatBeginsWithADotSegmentIsKeptAndListed);
  }

  /// The key is stored under its cleaned path in silence.
  @Test
  @Override
  public void aKeyWithParentSegmentsIsKeptAndListed() {
    ignores(super::aKeyWithParentSegmentsIsKeptAndListed);
  }

  /// No path.
  @Test
  @Override
  public void aKeyThatIsADotIsKeptAndListed() {
    refuses(super::aKeyThatIsADotIsKeptAndListed);
  }

  /// No path.
  @Test
  @Override
  public void aKeyThatIsTwoDotsIsKeptAndListed() {
    refuses(super::aKeyThatIsTwoDotsIsKeptAndListed);
  }

  /// No path.
  @Test
  @Override
  public void aKeyOfSlashesAloneIsKeptAndListed() {
    refuses(super::aKeyOfSlashesAloneIsKeptAndListed);
  }

  /// A folder has no body.
  @Test
  @Override
  public void aKeyThatEndsWithASlashIsKeptAndListed() {
    refuses(super::aKeyThatEndsWithASlashIsKeptAndListed);
  }

  /// A folder has no body.
  @Test
  @Override
  public void aKeyOfDotsAndSlashesIsKeptAndListed() {
    refuses(super::aKeyOfDotsAndSlashesIsKeptAndListed);
  }

  /// A folder has no body.
  @Test
  @Override
  public void aFolderMarkerMayHaveABody() {
    refuses(super::aFolderMarkerMayHaveABody);
  }

  /// A file is no folder.
  @Test
  @Override
  public void aKeyAndTheSameWithMoreBehindASlashAreTwoObjects() {
    refuses(super::aKeyAndTheSameWithMoreBehindASlashAreTwoObjects);
  }

  /// A file is no folder.
  @Test
  @Override
  public void othersStayWhenOneIsDeleted() {
    refuses(super::othersStayWhenOneIsDeleted);
  }

  /// A segment has 255 bytes at the most.
  @Test
  @Override
  public void aKeyOf1024BytesIsKeptAndListed() {
    refuses(super::aKeyOf1024BytesIsKeptAndListed);
  }

  /// Ignores encoding-type=url and lists U+FFFD.
  @Test
  @Override
  public void aKeyWithAControlCharacterIsKeptAndListed() {
    ignores(super::aKeyWithAControlCharacterIsKeptAndListed);
  }

  /// Storage classes are dropped in silence.
  @Test
  @Override
  public void aStorageClassThatIsNoneIsUnsupported() {
    ignores(super::aStorageClassThatIsNoneIsUnsupported);
  }

  /// Storage classes are dropped in silence.
  @Test
  @Override
  public void theStorageClassReducedRedundancyIsKeptAndListed() {
    ignores(super::theStorageClassReducedRedundancyIsKeptAndListed);
  }

  /// Storage classes are dropped in silence.
  @Test
  @Override
  public void theStorageClassStandardIaIsKeptAndListed() {
    ignores(super::theStorageClassStandardIaIsKeptAndListed);
  }

  /// Encryption is not done, in silence.
  @Test
  @Override
  public void encryptionWithKeysOfTheStoreIsTold() {
    ignores(super::encryptionWithKeysOfTheStoreIsTold);
  }

  /// Encryption is not done, in silence.
  @Test
  @Override
  public void encryptionWithAKmsKeyIsToldAndHidesTheMd5() {
    ignores(super::encryptionWithAKmsKeyIsToldAndHidesTheMd5);
  }

  /// Objects have no lists.
  @Test
  @Override
  public void theOwnerHasFullControl() {
    refuses(super::theOwnerHasFullControl);
  }

  /// Objects have no lists.
  @Test
  @Override
  public void aListThatWasSetIsRead() {
    refuses(super::aListThatWasSetIsRead);
  }

  /// Objects have no lists: unsupported, whether or not there is one.
  @Test
  @Override
  public void theListOfAMissingObjectIsMissing() {
    ignores(super::theListOfAMissingObjectIsMissing);
  }

  /// Conditions on the target of a copy are ignored.
  @Test
  @Override
  public void aCopyIfAbsentLeavesWhatIsThere() {
    ignores(super::aCopyIfAbsentLeavesWhatIsThere);
  }

  /// Conditions on the target of a copy are ignored.
  @Test
  @Override
  public void aCopyIfMatchLeavesAnotherTarget() {
    ignores(super::aCopyIfMatchLeavesAnotherTarget);
  }

  /// Refuses its own upload ids as markers.
  @Test
  @Override
  public void uploadsAreListedBehindAMarker() {
    refuses(super::uploadsAreListedBehindAMarker);
  }

  /// Tells none.
  @Test
  @Override
  public void theChecksumOfAPartIsToldWithThePart() {
    ignores(super::theChecksumOfAPartIsToldWithThePart);
  }

  /// The newest version is listed twice behind a marker.
  @Test
  @Override
  public void aListingGoesOnBehindAllVersionsOfAKey() {
    ignores(super::aListingGoesOnBehindAllVersionsOfAKey);
  }

  /// The newest version is listed twice behind a marker.
  @Test
  @Override
  public void aListingOfVersionsCanBePagedWithinAKey() {
    ignores(super::aListingOfVersionsCanBePagedWithinAKey);
  }

  /// Makes no delete marker where there is nothing to hide.
  @Test
  @Override
  public void aMarkerMayBeTheOnlyVersion() {
    ignores(super::aMarkerMayBeTheOnlyVersion);
  }

  /// Lists all delete markers of a page before all versions.
  @Test
  @Override
  public void markersAreListedAmongTheVersionsThatTheyHide() {
    ignores(super::markersAreListedAmongTheVersionsThatTheyHide);
  }

  /// The lock of an older version is not told.
  @Test
  @Override
  public void eachVersionHasALockOfItsOwn() {
    ignores(super::eachVersionHasALockOfItsOwn);
  }

  /// HEAD alone tells locks.
  @Test
  @Override
  public void aReadTellsALockAsAHeadDoes() {
    ignores(super::aReadTellsALockAsAHeadDoes);
  }
}
