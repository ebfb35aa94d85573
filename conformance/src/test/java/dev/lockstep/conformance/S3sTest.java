package dev.lockstep.conformance;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// s3s-fs 0.14, a sample server over a folder: no tags, no lists, no conditions on reads, no ETags
/// in listings. The poor store that a sync must see through.
@Tag("s3s")
class S3sTest extends RealStore implements WithoutLocks, WithoutVersions {
  S3sTest() {
    super("S3S");
  }

  /// Uploads can't be listed.
  @Test
  @Override
  public void aBucketWithoutUploadsListsNone() {
    refuses(super::aBucketWithoutUploadsListsNone);
  }

  /// Checksums of uploads are ignored.
  @Test
  @Override
  public void aChecksumBehindAStreamedPartIsVerifiedAndKept() {
    ignores(super::aChecksumBehindAStreamedPartIsVerifiedAndKept);
  }

  /// Checksums of uploads are ignored.
  @Test
  @Override
  public void aCompositeChecksumIsToldOfTheCompletion() {
    ignores(super::aCompositeChecksumIsToldOfTheCompletion);
  }

  /// Checksums of uploads are ignored.
  @Test
  @Override
  public void aCompositeCrc32IsMadeOfTheParts() {
    ignores(super::aCompositeCrc32IsMadeOfTheParts);
  }

  /// Checksums of uploads are ignored.
  @Test
  @Override
  public void aCompositeCrc32cIsMadeOfTheParts() {
    ignores(super::aCompositeCrc32cIsMadeOfTheParts);
  }

  /// Checksums of uploads are ignored.
  @Test
  @Override
  public void aCompositeSha1IsMadeOfTheParts() {
    ignores(super::aCompositeSha1IsMadeOfTheParts);
  }

  /// Checksums of uploads are ignored.
  @Test
  @Override
  public void aCompositeSha256IsMadeOfTheParts() {
    ignores(super::aCompositeSha256IsMadeOfTheParts);
  }

  /// Checksums of uploads are ignored.
  @Test
  @Override
  public void aCopiedPartTellsItsChecksum() {
    ignores(super::aCopiedPartTellsItsChecksum);
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

  /// There are no tags.
  @Test
  @Override
  public void aCopyKeepsTags() {
    refuses(super::aCopyKeepsTags);
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
  public void aCopyThatReplacesSetsTags() {
    refuses(super::aCopyThatReplacesSetsTags);
  }

  /// Keeps no checksum, or not this one.
  @Test
  @Override
  public void aCrc32IsVerifiedAndKept() {
    ignores(super::aCrc32IsVerifiedAndKept);
  }

  /// Keeps no checksum, or not this one.
  @Test
  @Override
  public void aCrc32cIsVerifiedAndKept() {
    ignores(super::aCrc32cIsVerifiedAndKept);
  }

  /// Keeps no checksum, or not this one.
  @Test
  @Override
  public void aCrc64IsKeptWhereNoChecksumWasSent() {
    ignores(super::aCrc64IsKeptWhereNoChecksumWasSent);
  }

  /// Keeps no checksum, or not this one.
  @Test
  @Override
  public void aCrc64IsVerifiedAndKept() {
    ignores(super::aCrc64IsVerifiedAndKept);
  }

  /// Keys are paths.
  @Test
  @Override
  public void aFolderMarkerMayHaveABody() {
    refuses(super::aFolderMarkerMayHaveABody);
  }

  /// Keys are paths, stored under their cleaned names in silence.
  @Test
  @Override
  public void aFolderMarkerStandsBesideWhatIsInIt() {
    ignores(super::aFolderMarkerStandsBesideWhatIsInIt);
  }

  /// Checksums of uploads are ignored.
  @Test
  @Override
  public void aFullChecksumNeedsNoneOfTheParts() {
    ignores(super::aFullChecksumNeedsNoneOfTheParts);
  }

  /// Checksums of uploads are ignored.
  @Test
  @Override
  public void aFullCrc32OfAnUploadIsVerifiedAndKept() {
    ignores(super::aFullCrc32OfAnUploadIsVerifiedAndKept);
  }

  /// Checksums of uploads are ignored.
  @Test
  @Override
  public void aFullCrc32cOfAnUploadIsVerifiedAndKept() {
    ignores(super::aFullCrc32cOfAnUploadIsVerifiedAndKept);
  }

  /// Checksums of uploads are ignored.
  @Test
  @Override
  public void aFullCrc64OfAnUploadIsVerifiedAndKept() {
    ignores(super::aFullCrc64OfAnUploadIsVerifiedAndKept);
  }

  /// Conditions of reads are ignored.
  @Test
  @Override
  public void aHeadIfMatchOfAnotherObjectSaysThatItChanged() {
    ignores(super::aHeadIfMatchOfAnotherObjectSaysThatItChanged);
  }

  /// A file is no folder.
  @Test
  @Override
  public void aKeyAndTheSameWithMoreBehindASlashAreTwoObjects() {
    refuses(super::aKeyAndTheSameWithMoreBehindASlashAreTwoObjects);
  }

  /// Keys are paths.
  @Test
  @Override
  public void aKeyOf1023BytesInManyLevelsIsKeptAndListed() {
    refuses(super::aKeyOf1023BytesInManyLevelsIsKeptAndListed);
  }

  /// Keys are paths.
  @Test
  @Override
  public void aKeyOf1024BytesIsKeptAndListed() {
    refuses(super::aKeyOf1024BytesIsKeptAndListed);
  }

  /// Keys are paths.
  @Test
  @Override
  public void aKeyOfDotsAndSlashesIsKeptAndListed() {
    refuses(super::aKeyOfDotsAndSlashesIsKeptAndListed);
  }

  /// Keys are paths.
  @Test
  @Override
  public void aKeyOfSlashesAloneIsKeptAndListed() {
    refuses(super::aKeyOfSlashesAloneIsKeptAndListed);
  }

  /// Keys are paths, stored under their cleaned names in silence.
  @Test
  @Override
  public void aKeyThatBeginsWithADotSegmentIsKeptAndListed() {
    ignores(super::aKeyThatBeginsWithADotSegmentIsKeptAndListed);
  }

  /// Keys are paths.
  @Test
  @Override
  public void aKeyThatBeginsWithASlashIsKeptAndListed() {
    refuses(super::aKeyThatBeginsWithASlashIsKeptAndListed);
  }

  /// Keys are paths.
  @Test
  @Override
  public void aKeyThatEndsWithASlashIsKeptAndListed() {
    refuses(super::aKeyThatEndsWithASlashIsKeptAndListed);
  }

  /// Keys are paths.
  @Test
  @Override
  public void aKeyThatIsADotIsKeptAndListed() {
    refuses(super::aKeyThatIsADotIsKeptAndListed);
  }

  /// Keys are paths.
  @Test
  @Override
  public void aKeyThatIsTwoDotsIsKeptAndListed() {
    refuses(super::aKeyThatIsTwoDotsIsKeptAndListed);
  }

  /// Says that listed keys are encoded, and does not encode them.
  @Test
  @Override
  public void aKeyWithBlankAndPlusIsKeptAndListed() {
    ignores(super::aKeyWithBlankAndPlusIsKeptAndListed);
  }

  /// Keys are paths, stored under their cleaned names in silence.
  @Test
  @Override
  public void aKeyWithParentSegmentsIsKeptAndListed() {
    ignores(super::aKeyWithParentSegmentsIsKeptAndListed);
  }

  /// Says that listed keys are encoded, and does not encode them.
  @Test
  @Override
  public void aKeyWithPercentSignsIsKeptAndListed() {
    ignores(super::aKeyWithPercentSignsIsKeptAndListed);
  }

  /// Keys are paths, stored under their cleaned names in silence.
  @Test
  @Override
  public void aKeyWithTwoSlashesInARowIsKeptAndListed() {
    ignores(super::aKeyWithTwoSlashesInARowIsKeptAndListed);
  }

  /// There are no lists.
  @Test
  @Override
  public void aListThatWasSetIsRead() {
    refuses(super::aListThatWasSetIsRead);
  }

  /// Checksums of uploads are ignored.
  @Test
  @Override
  public void aListedChecksumThatIsNotThePartsIsRefused() {
    ignores(super::aListedChecksumThatIsNotThePartsIsRefused);
  }

  /// Knows no reading by part.
  @Test
  @Override
  public void aPartCanBeReadByItsNumber() {
    ignores(super::aPartCanBeReadByItsNumber);
  }

  /// Conditions of reads are ignored.
  @Test
  @Override
  public void aPartCopiedFromAnotherSourceThanExpectedSaysThatItChanged() {
    ignores(super::aPartCopiedFromAnotherSourceThanExpectedSaysThatItChanged);
  }

  /// Refuses it with another code.
  @Test
  @Override
  public void aPartThatIsNotThereIsRefused() {
    ignores(super::aPartThatIsNotThereIsRefused);
  }

  /// An upload that it has refused to complete is gone.
  @Test
  @Override
  public void aPartThatIsTooSmallIsRefusedUnlessItIsTheLast() {
    refuses(super::aPartThatIsTooSmallIsRefusedUnlessItIsTheLast);
  }

  /// Checksums of uploads are ignored.
  @Test
  @Override
  public void aPartWithAWrongChecksumIsRefused() {
    ignores(super::aPartWithAWrongChecksumIsRefused);
  }

  /// Conditions of reads are ignored.
  @Test
  @Override
  public void aReadIfMatchOfAnotherObjectSaysThatItChanged() {
    ignores(super::aReadIfMatchOfAnotherObjectSaysThatItChanged);
  }

  /// Lists no ETags.
  @Test
  @Override
  public void aRowShowsWhatTheHeadShows() {
    ignores(super::aRowShowsWhatTheHeadShows);
  }

  /// Keeps no checksum, or not this one.
  @Test
  @Override
  public void aSha1IsVerifiedAndKept() {
    ignores(super::aSha1IsVerifiedAndKept);
  }

  /// Keeps no checksum, or not this one.
  @Test
  @Override
  public void aSha256IsVerifiedAndKept() {
    ignores(super::aSha256IsVerifiedAndKept);
  }

  /// Says success.
  @Test
  @Override
  public void aWriteIntoABucketThatIsNotThereIsMissing() {
    ignores(super::aWriteIntoABucketThatIsNotThereIsMissing);
  }

  /// An upload that is gone is denied.
  @Test
  @Override
  public void abortingTwiceSucceeds() {
    refuses(super::abortingTwiceSucceeds);
  }

  /// Uploads can't be listed.
  @Test
  @Override
  public void anAbortedUploadIsNotListed() {
    refuses(super::anAbortedUploadIsNotListed);
  }

  /// Denies it instead.
  @Test
  @Override
  public void anAbortedUploadTakesNoMoreParts() {
    ignores(super::anAbortedUploadTakesNoMoreParts);
  }

  /// Takes any number, and keeps none.
  @Test
  @Override
  public void anEleventhTagIsRefused() {
    ignores(super::anEleventhTagIsRefused);
  }

  /// There are no tags.
  @Test
  @Override
  public void anObjectWithoutTagsHasNone() {
    refuses(super::anObjectWithoutTagsHasNone);
  }

  /// Uploads can't be listed.
  @Test
  @Override
  public void anUploadInProgressIsListedWithItsKeyAndItsBeginning() {
    refuses(super::anUploadInProgressIsListedWithItsKeyAndItsBeginning);
  }

  /// A completed upload is forgotten.
  @Test
  @Override
  public void completingAgainAnswersTheSame() {
    refuses(super::completingAgainAnswersTheSame);
  }

  /// Says success.
  @Test
  @Override
  public void deletingFromABucketThatIsNotThereNeverLooksLikeSuccess() {
    ignores(super::deletingFromABucketThatIsNotThereNeverLooksLikeSuccess);
  }

  /// Not done, in silence.
  @Test
  @Override
  public void encryptionWithAKmsKeyIsToldAndHidesTheMd5() {
    ignores(super::encryptionWithAKmsKeyIsToldAndHidesTheMd5);
  }

  /// Not done, in silence.
  @Test
  @Override
  public void encryptionWithKeysOfTheStoreIsTold() {
    ignores(super::encryptionWithKeysOfTheStoreIsTold);
  }

  /// Knows no reading by part.
  @Test
  @Override
  public void headOfAPartTellsTheNumberOfPartsAndTheSizeOfTheWhole() {
    ignores(super::headOfAPartTellsTheNumberOfPartsAndTheSizeOfTheWhole);
  }

  /// Wants numbers without gaps.
  @Test
  @Override
  public void numbersMayHaveGapsAndSizesMayDiffer() {
    refuses(super::numbersMayHaveGapsAndSizesMayDiffer);
  }

  /// A file is no folder.
  @Test
  @Override
  public void othersStayWhenOneIsDeleted() {
    refuses(super::othersStayWhenOneIsDeleted);
  }

  /// An upload that it has refused to complete is gone.
  @Test
  @Override
  public void partsOutOfOrderAreRefused() {
    refuses(super::partsOutOfOrderAreRefused);
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
  public void settingTagsLeavesEtagAndTime() {
    refuses(super::settingTagsLeavesEtagAndTime);
  }

  /// There are no tags.
  @Test
  @Override
  public void settingTagsReplacesThoseBefore() {
    refuses(super::settingTagsReplacesThoseBefore);
  }

  /// Uploads can't be listed.
  @Test
  @Override
  public void severalUploadsOfOneKeyAreAllListed() {
    refuses(super::severalUploadsOfOneKeyAreAllListed);
  }

  /// There are no tags: unsupported, whatever is asked.
  @Test
  @Override
  public void tagsOfAMissingObjectAreMissing() {
    ignores(super::tagsOfAMissingObjectAreMissing);
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
  public void tagsOfLettersBeyondAsciiAreKept() {
    refuses(super::tagsOfLettersBeyondAsciiAreKept);
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

  /// Checksums of uploads are ignored.
  @Test
  @Override
  public void theChecksumOfAPartIsToldWithThePart() {
    ignores(super::theChecksumOfAPartIsToldWithThePart);
  }

  /// Makes ETags in a way of its own.
  @Test
  @Override
  public void theEtagIsTheMd5OfTheMd5sAndTheNumberOfParts() {
    ignores(super::theEtagIsTheMd5OfTheMd5sAndTheNumberOfParts);
  }

  /// There are no lists: unsupported, whatever is asked.
  @Test
  @Override
  public void theListOfAMissingObjectIsMissing() {
    ignores(super::theListOfAMissingObjectIsMissing);
  }

  /// There are no lists.
  @Test
  @Override
  public void theOwnerHasFullControl() {
    refuses(super::theOwnerHasFullControl);
  }

  /// Storage classes are dropped in silence.
  @Test
  @Override
  public void theStorageClassReducedRedundancyIsKeptAndListed() {
    ignores(super::theStorageClassReducedRedundancyIsKeptAndListed);
  }

  /// Knows no such class.
  @Test
  @Override
  public void theStorageClassStandardIaIsKeptAndListed() {
    refuses(super::theStorageClassStandardIaIsKeptAndListed);
  }

  /// Uploads can't be listed.
  @Test
  @Override
  public void uploadsAreListedBehindAMarker() {
    refuses(super::uploadsAreListedBehindAMarker);
  }

  /// Uploads can't be listed.
  @Test
  @Override
  public void uploadsAreListedByPrefix() {
    refuses(super::uploadsAreListedByPrefix);
  }

  /// Takes more.
  @Test
  @Override
  public void userMetadataOfMoreThanTwoKilobytesIsRefused() {
    ignores(super::userMetadataOfMoreThanTwoKilobytesIsRefused);
  }

  /// Looks first and writes then.
  @Test
  @Override
  public void ofEightWhoPutIfAbsentAtOnceOneWins() throws InterruptedException {
    ignoresAtTimes(super::ofEightWhoPutIfAbsentAtOnceOneWins);
  }

  /// Keeps no versions.
  @Test
  @Override
  public void aNewBucketKeepsNoVersions() {
    refuses(super::aNewBucketKeepsNoVersions);
  }
}
