package dev.lockstep.conformance;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// MinIO of February 2026. Conditions work, but for those on the target of a copy.
@Tag("minio")
class MinioTest extends RealStore {
  MinioTest() {
    super("MINIO");
  }

  /// No empty segments in keys.
  @Test
  @Override
  public void aKeyWithTwoSlashesInARowIsKeptAndListed() {
    refuses(super::aKeyWithTwoSlashesInARowIsKeptAndListed);
  }

  /// No empty segments in keys.
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

  /// No segments of dots in keys.
  @Test
  @Override
  public void aKeyOfDotsAndSlashesIsKeptAndListed() {
    refuses(super::aKeyOfDotsAndSlashesIsKeptAndListed);
  }

  /// No segments of dots in keys.
  @Test
  @Override
  public void aKeyThatIsADotIsKeptAndListed() {
    refuses(super::aKeyThatIsADotIsKeptAndListed);
  }

  /// No segments of dots in keys.
  @Test
  @Override
  public void aKeyThatIsTwoDotsIsKeptAndListed() {
    refuses(super::aKeyThatIsTwoDotsIsKeptAndListed);
  }

  /// No segments of dots in keys.
  @Test
  @Override
  public void aKeyThatBeginsWithADotSegmentIsKeptAndListed() {
    refuses(super::aKeyThatBeginsWithADotSegmentIsKeptAndListed);
  }

  /// No segments of dots in keys.
  @Test
  @Override
  public void aKeyWithParentSegmentsIsKeptAndListed() {
    refuses(super::aKeyWithParentSegmentsIsKeptAndListed);
  }

  /// A segment has 255 bytes at the most.
  @Test
  @Override
  public void aKeyOf1024BytesIsKeptAndListed() {
    refuses(super::aKeyOf1024BytesIsKeptAndListed);
  }

  /// Both can be written and read, but the listing hides what is behind the slash.
  @Test
  @Override
  public void aKeyAndTheSameWithMoreBehindASlashAreTwoObjects() {
    ignores(super::aKeyAndTheSameWithMoreBehindASlashAreTwoObjects);
  }

  /// Counts the prefix x-amz-meta- towards the 2 KB.
  @Test
  @Override
  public void userMetadataOfTwoKilobytesIsKept() {
    refuses(super::userMetadataOfTwoKilobytesIsKept);
  }

  /// Answers with a list without an owner, and keeps none that is set.
  @Test
  @Override
  public void theOwnerHasFullControl() {
    ignores(super::theOwnerHasFullControl);
  }

  /// Answers with a list without an owner, and keeps none that is set.
  @Test
  @Override
  public void aListThatWasSetIsRead() {
    ignores(super::aListThatWasSetIsRead);
  }

  /// Tags are ASCII.
  @Test
  @Override
  public void tagsOfLettersBeyondAsciiAreKept() {
    refuses(super::tagsOfLettersBeyondAsciiAreKept);
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

  /// Keeps no checksum that was not sent.
  @Test
  @Override
  public void aCrc64IsKeptWhereNoChecksumWasSent() {
    ignores(super::aCrc64IsKeptWhereNoChecksumWasSent);
  }

  /// A completed upload is forgotten.
  @Test
  @Override
  public void completingAgainAnswersTheSame() {
    refuses(super::completingAgainAnswersTheSame);
  }

  /// Lists the uploads of one key, named whole as the prefix.
  @Test
  @Override
  public void uploadsAreListedBehindAMarker() {
    ignores(super::uploadsAreListedBehindAMarker);
  }

  /// Lists the uploads of one key, named whole as the prefix.
  @Test
  @Override
  public void uploadsAreListedByPrefix() {
    ignores(super::uploadsAreListedByPrefix);
  }

  /// Drops it in silence.
  @Test
  @Override
  public void theWebsiteRedirectIsKept() {
    ignores(super::theWebsiteRedirectIsKept);
  }

  /// Knows STANDARD and REDUCED_REDUNDANCY alone.
  @Test
  @Override
  public void theStorageClassStandardIaIsKeptAndListed() {
    refuses(super::theStorageClassStandardIaIsKeptAndListed);
  }

  /// An upload that names a checksum wants that of each part.
  @Test
  @Override
  public void aFullChecksumNeedsNoneOfTheParts() {
    refuses(super::aFullChecksumNeedsNoneOfTheParts);
  }

  /// An upload that names a checksum takes no copied parts.
  @Test
  @Override
  public void aCopiedPartTellsItsChecksum() {
    refuses(super::aCopiedPartTellsItsChecksum);
  }

  /// Makes no delete marker where there is nothing to hide.
  @Test
  @Override
  public void aMarkerMayBeTheOnlyVersion() {
    ignores(super::aMarkerMayBeTheOnlyVersion);
  }
}
