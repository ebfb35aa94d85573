package dev.lockstep.conformance;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Ceph RGW 16.2. Takes every key; its checks are few and its checksums none.
@Tag("rgw")
class CephRgwTest extends RealStore {
  CephRgwTest() {
    super("RGW");
  }

  /// Checksums are ignored.
  @Test
  @Override
  public void aCrc32IsVerifiedAndKept() {
    ignores(super::aCrc32IsVerifiedAndKept);
  }

  /// Checksums are ignored.
  @Test
  @Override
  public void aCrc32cIsVerifiedAndKept() {
    ignores(super::aCrc32cIsVerifiedAndKept);
  }

  /// Checksums are ignored.
  @Test
  @Override
  public void aCrc64IsVerifiedAndKept() {
    ignores(super::aCrc64IsVerifiedAndKept);
  }

  /// Checksums are ignored.
  @Test
  @Override
  public void aSha1IsVerifiedAndKept() {
    ignores(super::aSha1IsVerifiedAndKept);
  }

  /// Checksums are ignored.
  @Test
  @Override
  public void aSha256IsVerifiedAndKept() {
    ignores(super::aSha256IsVerifiedAndKept);
  }

  /// Checksums are ignored.
  @Test
  @Override
  public void aCrc64IsKeptWhereNoChecksumWasSent() {
    ignores(super::aCrc64IsKeptWhereNoChecksumWasSent);
  }

  /// Conditions on copies and completions are ignored.
  @Test
  @Override
  public void aCopyIfAbsentLeavesWhatIsThere() {
    ignores(super::aCopyIfAbsentLeavesWhatIsThere);
  }

  /// Conditions on copies and completions are ignored.
  @Test
  @Override
  public void aCopyIfMatchLeavesAnotherTarget() {
    ignores(super::aCopyIfMatchLeavesAnotherTarget);
  }

  /// Conditions on copies and completions are ignored.
  @Test
  @Override
  public void aCopyOfAnotherSourceThanExpectedSaysThatItChanged() {
    ignores(super::aCopyOfAnotherSourceThanExpectedSaysThatItChanged);
  }

  /// Conditions on copies and completions are ignored.
  @Test
  @Override
  public void aPartCopiedFromAnotherSourceThanExpectedSaysThatItChanged() {
    ignores(super::aPartCopiedFromAnotherSourceThanExpectedSaysThatItChanged);
  }

  /// Conditions on copies and completions are ignored.
  @Test
  @Override
  public void completingIfAbsentLeavesWhatIsThere() {
    ignores(super::completingIfAbsentLeavesWhatIsThere);
  }

  /// Conditions on copies and completions are ignored.
  @Test
  @Override
  public void completingIfMatchLeavesAnotherObject() {
    ignores(super::completingIfMatchLeavesAnotherObject);
  }

  /// Takes If-Match without quotes alone.
  @Test
  @Override
  public void aPutIfMatchReplacesTheObjectExpected() {
    refuses(super::aPutIfMatchReplacesTheObjectExpected);
  }

  /// partNumber is ignored: the whole object comes.
  @Test
  @Override
  public void aPartCanBeReadByItsNumber() {
    ignores(super::aPartCanBeReadByItsNumber);
  }

  /// partNumber is ignored: the whole object comes.
  @Test
  @Override
  public void headOfAPartTellsTheNumberOfPartsAndTheSizeOfTheWhole() {
    ignores(super::headOfAPartTellsTheNumberOfPartsAndTheSizeOfTheWhole);
  }

  /// Parts may be listed in any order.
  @Test
  @Override
  public void partsOutOfOrderAreRefused() {
    ignores(super::partsOutOfOrderAreRefused);
  }

  /// The first completion answers with an empty ETag.
  @Test
  @Override
  public void completingAgainAnswersTheSame() {
    ignores(super::completingAgainAnswersTheSame);
  }

  /// The first completion answers with an empty ETag.
  @Test
  @Override
  public void theEtagIsTheMd5OfTheMd5sAndTheNumberOfParts() {
    ignores(super::theEtagIsTheMd5OfTheMd5sAndTheNumberOfParts);
  }

  /// Drops the tags, and then answers questions for them with nothing at all.
  @Test
  @Override
  public void tagsOfTheCreationAreKept() {
    refuses(super::tagsOfTheCreationAreKept);
  }

  /// Drops the tags, and then answers questions for them with nothing at all.
  @Test
  @Override
  public void aCopyThatReplacesSetsTags() {
    refuses(super::aCopyThatReplacesSetsTags);
  }

  /// Encodes the keys of uploads without saying so.
  @Test
  @Override
  public void anUploadInProgressIsListedWithItsKeyAndItsBeginning() {
    ignores(super::anUploadInProgressIsListedWithItsKeyAndItsBeginning);
  }

  /// Makes a dash of it.
  @Test
  @Override
  public void userMetadataWithAnUnderscoreInItsNameIsKept() {
    ignores(super::userMetadataWithAnUnderscoreInItsNameIsKept);
  }

  /// Takes more.
  @Test
  @Override
  public void userMetadataOfMoreThanTwoKilobytesIsRefused() {
    ignores(super::userMetadataOfMoreThanTwoKilobytesIsRefused);
  }

  /// Knows no such class.
  @Test
  @Override
  public void theStorageClassReducedRedundancyIsKeptAndListed() {
    refuses(super::theStorageClassReducedRedundancyIsKeptAndListed);
  }

  /// Refuses it as a wrong argument.
  @Test
  @Override
  public void aStorageClassThatIsNoneIsUnsupported() {
    ignores(super::aStorageClassThatIsNoneIsUnsupported);
  }

  /// Not done, in silence.
  @Test
  @Override
  public void encryptionWithKeysOfTheStoreIsTold() {
    ignores(super::encryptionWithKeysOfTheStoreIsTold);
  }

  /// Wants a key id, and a KMS.
  @Test
  @Override
  public void encryptionWithAKmsKeyIsToldAndHidesTheMd5() {
    refuses(super::encryptionWithAKmsKeyIsToldAndHidesTheMd5);
  }

  /// Knows no checksums.
  @Test
  @Override
  public void aCompositeChecksumIsToldOfTheCompletion() {
    ignores(super::aCompositeChecksumIsToldOfTheCompletion);
  }

  /// Knows no checksums.
  @Test
  @Override
  public void aCompositeCrc32IsMadeOfTheParts() {
    ignores(super::aCompositeCrc32IsMadeOfTheParts);
  }

  /// Knows no checksums.
  @Test
  @Override
  public void aCompositeCrc32cIsMadeOfTheParts() {
    ignores(super::aCompositeCrc32cIsMadeOfTheParts);
  }

  /// Knows no checksums.
  @Test
  @Override
  public void aCompositeSha1IsMadeOfTheParts() {
    ignores(super::aCompositeSha1IsMadeOfTheParts);
  }

  /// Knows no checksums.
  @Test
  @Override
  public void aCompositeSha256IsMadeOfTheParts() {
    ignores(super::aCompositeSha256IsMadeOfTheParts);
  }

  /// Knows no checksums.
  @Test
  @Override
  public void aCopiedPartTellsItsChecksum() {
    ignores(super::aCopiedPartTellsItsChecksum);
  }

  /// Knows no checksums.
  @Test
  @Override
  public void aFullChecksumNeedsNoneOfTheParts() {
    ignores(super::aFullChecksumNeedsNoneOfTheParts);
  }

  /// Knows no checksums.
  @Test
  @Override
  public void aFullCrc32OfAnUploadIsVerifiedAndKept() {
    ignores(super::aFullCrc32OfAnUploadIsVerifiedAndKept);
  }

  /// Knows no checksums.
  @Test
  @Override
  public void aFullCrc32cOfAnUploadIsVerifiedAndKept() {
    ignores(super::aFullCrc32cOfAnUploadIsVerifiedAndKept);
  }

  /// Knows no checksums.
  @Test
  @Override
  public void aFullCrc64OfAnUploadIsVerifiedAndKept() {
    ignores(super::aFullCrc64OfAnUploadIsVerifiedAndKept);
  }

  /// Knows no checksums.
  @Test
  @Override
  public void aListedChecksumThatIsNotThePartsIsRefused() {
    ignores(super::aListedChecksumThatIsNotThePartsIsRefused);
  }

  /// Knows no checksums.
  @Test
  @Override
  public void aPartWithAWrongChecksumIsRefused() {
    ignores(super::aPartWithAWrongChecksumIsRefused);
  }

  /// Knows no checksums.
  @Test
  @Override
  public void theChecksumOfAPartIsToldWithThePart() {
    ignores(super::theChecksumOfAPartIsToldWithThePart);
  }

  /// Takes no trailers.
  @Test
  @Override
  public void aChecksumBehindAStreamedPartIsVerifiedAndKept() {
    refuses(super::aChecksumBehindAStreamedPartIsVerifiedAndKept);
  }

  /// A listing behind a key begins with the key itself.
  @Test
  @Override
  public void aListingGoesOnBehindAllVersionsOfAKey() {
    ignores(super::aListingGoesOnBehindAllVersionsOfAKey);
  }

  /// Does not tell which version a copy is.
  @Test
  @Override
  public void anOldVersionIsCopiedByItsId() {
    ignores(super::anOldVersionIsCopiedByItsId);
  }

  /// What a copy is told of locks is ignored.
  @Test
  @Override
  public void aBucketWithoutLocksRefusesALockedCopy() {
    ignores(super::aBucketWithoutLocksRefusesALockedCopy);
  }

  /// What an upload in parts is told of locks is ignored.
  @Test
  @Override
  public void aBucketWithoutLocksRefusesTheUploadOfALockedObject() {
    ignores(super::aBucketWithoutLocksRefusesTheUploadOfALockedObject);
  }

  /// A copy is locked as its source is, whatever it is told.
  @Test
  @Override
  public void aCopyIsLockedAsItIsTold() {
    ignores(super::aCopyIsLockedAsItIsTold);
  }

  /// A copy is locked as its source is.
  @Test
  @Override
  public void aCopyTakesNoLockAlong() {
    ignores(super::aCopyTakesNoLockAlong);
  }

  /// What an upload in parts is told of locks is ignored.
  @Test
  @Override
  public void anObjectInPartsIsLockedAsItsUploadWas() {
    ignores(super::anObjectInPartsIsLockedAsItsUploadWas);
  }

  /// Takes no checksum behind a body.
  @Test
  @Override
  public void whatIsLockedCanBeSentAsAStream() {
    refuses(super::whatIsLockedCanBeSentAsAStream);
  }
}
