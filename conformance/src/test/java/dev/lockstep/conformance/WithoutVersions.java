package dev.lockstep.conformance;

import static dev.lockstep.conformance.RealStore.refuses;

import dev.lockstep.testkit.VersionContract;
import org.junit.jupiter.api.Test;

/// What servers do that keep no versions: they refuse to be told to, and to be asked for one.
interface WithoutVersions extends VersionContract {
  /// Keeps no versions.
  @Test
  @Override
  default void aBucketKeepsVersionsOnceItIsTold() {
    refuses(VersionContract.super::aBucketKeepsVersionsOnceItIsTold);
  }

  /// Keeps no versions.
  @Test
  @Override
  default void aDeletionMakesAMarkerAndTellsItsId() {
    refuses(VersionContract.super::aDeletionMakesAMarkerAndTellsItsId);
  }

  /// Keeps no versions.
  @Test
  @Override
  default void aListingGoesOnBehindAllVersionsOfAKey() {
    refuses(VersionContract.super::aListingGoesOnBehindAllVersionsOfAKey);
  }

  /// Keeps no versions.
  @Test
  @Override
  default void aListingOfVersionsCanBePagedWithinAKey() {
    refuses(VersionContract.super::aListingOfVersionsCanBePagedWithinAKey);
  }

  /// Keeps no versions.
  @Test
  @Override
  default void aMarkerMayBeTheOnlyVersion() {
    refuses(VersionContract.super::aMarkerMayBeTheOnlyVersion);
  }

  /// Keeps no versions.
  @Test
  @Override
  default void aPartOfAnOldVersionIsRead() {
    refuses(VersionContract.super::aPartOfAnOldVersionIsRead);
  }

  /// Keeps no versions.
  @Test
  @Override
  default void aVersionIsListedWithItsSizeItsTagAndItsTime() {
    refuses(VersionContract.super::aVersionIsListedWithItsSizeItsTagAndItsTime);
  }

  /// Keeps no versions.
  @Test
  @Override
  default void aVersionThatIsNotThereIsMissing() {
    refuses(VersionContract.super::aVersionThatIsNotThereIsMissing);
  }

  /// Keeps no versions.
  @Test
  @Override
  default void anObjectInPartsIsAVersion() {
    refuses(VersionContract.super::anObjectInPartsIsAVersion);
  }

  /// Keeps no versions.
  @Test
  @Override
  default void anObjectOfABucketWithoutVersionsIsListedAsTheNullVersion() {
    refuses(VersionContract.super::anObjectOfABucketWithoutVersionsIsListedAsTheNullVersion);
  }

  /// Keeps no versions.
  @Test
  @Override
  default void anOldVersionIsCopiedByItsId() {
    refuses(VersionContract.super::anOldVersionIsCopiedByItsId);
  }

  /// Keeps no versions.
  @Test
  @Override
  default void anOldVersionIsReadOnlyWithItsOwnTag() {
    refuses(VersionContract.super::anOldVersionIsReadOnlyWithItsOwnTag);
  }

  /// Keeps no versions.
  @Test
  @Override
  default void awkwardKeysAreListedWithTheirVersions() {
    refuses(VersionContract.super::awkwardKeysAreListedWithTheirVersions);
  }

  /// Keeps no versions.
  @Test
  @Override
  default void eachVersionHasTagsOfItsOwn() {
    refuses(VersionContract.super::eachVersionHasTagsOfItsOwn);
  }

  /// Keeps no versions.
  @Test
  @Override
  default void eachWriteMakesAVersionThatCanBeReadByItsId() {
    refuses(VersionContract.super::eachWriteMakesAVersionThatCanBeReadByItsId);
  }

  /// Keeps no versions.
  @Test
  @Override
  default void keysThatAreThePrefixOfAnotherKeepTheirVersionsApart() {
    refuses(VersionContract.super::keysThatAreThePrefixOfAnotherKeepTheirVersionsApart);
  }

  /// Keeps no versions.
  @Test
  @Override
  default void markersAreListedAmongTheVersionsThatTheyHide() {
    refuses(VersionContract.super::markersAreListedAmongTheVersionsThatTheyHide);
  }

  /// Keeps no versions.
  @Test
  @Override
  default void theVersionBeforeIsCurrentAgainWhenTheNewestIsRemoved() {
    refuses(VersionContract.super::theVersionBeforeIsCurrentAgainWhenTheNewestIsRemoved);
  }

  /// Keeps no versions.
  @Test
  @Override
  default void versionsAreListedByKeyAndTheNewestFirst() {
    refuses(VersionContract.super::versionsAreListedByKeyAndTheNewestFirst);
  }

  /// Keeps no versions.
  @Test
  @Override
  default void whatAMarkerHidIsThereAgainWhenTheMarkerIsRemoved() {
    refuses(VersionContract.super::whatAMarkerHidIsThereAgainWhenTheMarkerIsRemoved);
  }
}
