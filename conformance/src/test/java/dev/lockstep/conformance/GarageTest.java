package dev.lockstep.conformance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Garage 2.5: no tags, no lists, and no condition on any write.
@Tag("garage")
class GarageTest extends RealStore implements WithoutLocks, WithoutVersions {
  GarageTest() {
    super("GARAGE");
  }

  /// Takes it for a bucket.
  @Test
  @Override
  public void aKeyOfSlashesAloneIsKeptAndListed() {
    refuses(super::aKeyOfSlashesAloneIsKeptAndListed);
  }

  /// The slash at the beginning is dropped in silence.
  @Test
  @Override
  public void aKeyThatBeginsWithASlashIsKeptAndListed() {
    ignores(super::aKeyThatBeginsWithASlashIsKeptAndListed);
  }

  /// Takes longer keys.
  @Test
  @Override
  public void aKeyOf1025BytesIsRefused() {
    ignores(super::aKeyOf1025BytesIsRefused);
  }

  /// Takes more.
  @Test
  @Override
  public void userMetadataOfMoreThanTwoKilobytesIsRefused() {
    ignores(super::userMetadataOfMoreThanTwoKilobytesIsRefused);
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

  /// Encryption with keys of the store is not done, in silence.
  @Test
  @Override
  public void encryptionWithKeysOfTheStoreIsTold() {
    ignores(super::encryptionWithKeysOfTheStoreIsTold);
  }

  /// Encryption with keys of the store is not done, in silence.
  @Test
  @Override
  public void encryptionWithAKmsKeyIsToldAndHidesTheMd5() {
    ignores(super::encryptionWithAKmsKeyIsToldAndHidesTheMd5);
  }

  /// There are no tags.
  @Test
  @Override
  public void tagsOfAPutAreKeptAndCounted() {
    refuses(super::tagsOfAPutAreKeptAndCounted);
  }

  /// There are no tags.
  @Test
  @Override
  public void tagsOfTheCreationAreKept() {
    refuses(super::tagsOfTheCreationAreKept);
  }

  /// There are no tags.
  @Test
  @Override
  public void tagsThatWereSetAreRead() {
    refuses(super::tagsThatWereSetAreRead);
  }

  /// There are no tags.
  @Test
  @Override
  public void settingNoTagsRemovesThemAll() {
    refuses(super::settingNoTagsRemovesThemAll);
  }

  /// There are no tags.
  @Test
  @Override
  public void tagsOfLettersBeyondAsciiAreKept() {
    refuses(super::tagsOfLettersBeyondAsciiAreKept);
  }

  /// There are no tags.
  @Test
  @Override
  public void aCopyThatReplacesSetsTags() {
    refuses(super::aCopyThatReplacesSetsTags);
  }

  /// There are no tags.
  @Test
  @Override
  public void aCopyKeepsTags() {
    refuses(super::aCopyKeepsTags);
  }

  /// There are no tags.
  @Test
  @Override
  public void settingTagsReplacesThoseBefore() {
    refuses(super::settingTagsReplacesThoseBefore);
  }

  /// There are no tags.
  @Test
  @Override
  public void aCopyThatReplacesCanRemoveTags() {
    refuses(super::aCopyThatReplacesCanRemoveTags);
  }

  /// There are no tags.
  @Test
  @Override
  public void anObjectWithoutTagsHasNone() {
    refuses(super::anObjectWithoutTagsHasNone);
  }

  /// There are no tags.
  @Test
  @Override
  public void settingTagsLeavesEtagAndTime() {
    refuses(super::settingTagsLeavesEtagAndTime);
  }

  /// There are no tags: unsupported, whatever is asked.
  @Test
  @Override
  public void anEleventhTagIsRefused() {
    ignores(super::anEleventhTagIsRefused);
  }

  /// There are no tags: unsupported, whatever is asked.
  @Test
  @Override
  public void tagsOfAMissingObjectAreMissing() {
    ignores(super::tagsOfAMissingObjectAreMissing);
  }

  /// There are no lists.
  @Test
  @Override
  public void theOwnerHasFullControl() {
    refuses(super::theOwnerHasFullControl);
  }

  /// There are no lists.
  @Test
  @Override
  public void aListThatWasSetIsRead() {
    refuses(super::aListThatWasSetIsRead);
  }

  /// There are no lists: unsupported, whatever is asked.
  @Test
  @Override
  public void theListOfAMissingObjectIsMissing() {
    ignores(super::theListOfAMissingObjectIsMissing);
  }

  /// Conditions on writes are ignored.
  @Test
  @Override
  public void aPutIfMatchLeavesAnotherObject() {
    ignores(super::aPutIfMatchLeavesAnotherObject);
  }

  /// Conditions on writes are ignored.
  @Test
  @Override
  public void aPutIfAbsentLeavesWhatIsThere() {
    ignores(super::aPutIfAbsentLeavesWhatIsThere);
  }

  /// Conditions on writes are ignored.
  @Test
  @Override
  public void aPutIfMatchWritesNothingWhereNothingIs() {
    ignores(super::aPutIfMatchWritesNothingWhereNothingIs);
  }

  /// Conditions on writes are ignored.
  @Test
  @Override
  public void aCopyIfAbsentLeavesWhatIsThere() {
    ignores(super::aCopyIfAbsentLeavesWhatIsThere);
  }

  /// Conditions on writes are ignored.
  @Test
  @Override
  public void aCopyIfMatchLeavesAnotherTarget() {
    ignores(super::aCopyIfMatchLeavesAnotherTarget);
  }

  /// Conditions on writes are ignored.
  @Test
  @Override
  public void completingIfMatchLeavesAnotherObject() {
    ignores(super::completingIfMatchLeavesAnotherObject);
  }

  /// Conditions on writes are ignored.
  @Test
  @Override
  public void completingIfAbsentLeavesWhatIsThere() {
    ignores(super::completingIfAbsentLeavesWhatIsThere);
  }

  /// Conditions on writes are ignored: all win.
  @Test
  @Override
  public void ofEightWhoPutIfAbsentAtOnceOneWins() {
    assertThatThrownBy(super::ofEightWhoPutIfAbsentAtOnceOneWins)
        .isInstanceOf(AssertionError.class);
  }

  /// Keeps no checksum that was not sent.
  @Test
  @Override
  public void aCrc64IsKeptWhereNoChecksumWasSent() {
    ignores(super::aCrc64IsKeptWhereNoChecksumWasSent);
  }

  /// Parts may be small.
  @Test
  @Override
  public void aPartThatIsTooSmallIsRefusedUnlessItIsTheLast() {
    ignores(super::aPartThatIsTooSmallIsRefusedUnlessItIsTheLast);
  }

  /// A completed upload is forgotten.
  @Test
  @Override
  public void completingAgainAnswersTheSame() {
    refuses(super::completingAgainAnswersTheSame);
  }

  /// An upload that names a checksum wants that of each part.
  @Test
  @Override
  public void aFullChecksumNeedsNoneOfTheParts() {
    refuses(super::aFullChecksumNeedsNoneOfTheParts);
  }

  /// Tells no checksum.
  @Test
  @Override
  public void aCopiedPartTellsItsChecksum() {
    ignores(super::aCopiedPartTellsItsChecksum);
  }

  /// Tells that of the whole object.
  @Test
  @Override
  public void theChecksumOfAPartIsToldWithThePart() {
    ignores(super::theChecksumOfAPartIsToldWithThePart);
  }
}
