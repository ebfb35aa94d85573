package dev.lockstep.compare;

import dev.lockstep.object.EntryPage;

/// What two listed rows of one name say about each other. This runs once per pair of objects of the
/// whole bucket.
enum ListedEvidence {
  SAME,
  SIZE_DIFFERS,
  ETAG_DIFFERS,
  SOURCE_IS_NEWER,
  /// The listings can't tell.
  SILENT;

  static ListedEvidence of(
      CompareBy by, EntryPage source, int row, EntryPage destination, int otherRow) {
    long size = source.size(row);
    long otherSize = destination.size(otherRow);
    if (size < 0 || otherSize < 0) {
      return SILENT;
    }
    if (size != otherSize) {
      return SIZE_DIFFERS;
    }
    return switch (by) {
      case SIZE -> SAME;
      case TIME -> time(source.modifiedMillis(row), destination.modifiedMillis(otherRow));
      case ETAG -> source.sameEtag(row, destination, otherRow) ? SAME : ETAG_DIFFERS;
      case CONTENT -> bytes(source, row, destination, otherRow);
      case CHECKSUM, METADATA -> SILENT;
    };
  }

  /// Equal digests mean equal bytes, and so do two sizes of zero. Unequal digests say nothing yet:
  /// the store may encrypt with keys of its own, or have cut the parts otherwise. Two reports may
  /// say that neither is so. Nor do equal tags that are no digests, as two stores may count alike.
  private static ListedEvidence bytes(
      EntryPage source, int row, EntryPage destination, int otherRow) {
    if (source.size(row) == 0) {
      return SAME;
    }
    int parts = source.etagParts(row);
    if (parts >= EntryPage.PLAIN_DIGEST && source.sameEtag(row, destination, otherRow)) {
      return source.hidesMd5(row) || destination.hidesMd5(otherRow) ? SILENT : SAME;
    }
    boolean both =
        parts == EntryPage.PLAIN_DIGEST
            && destination.etagParts(otherRow) == EntryPage.PLAIN_DIGEST
            && source.tellsMd5(row)
            && destination.tellsMd5(otherRow);
    return both ? ETAG_DIFFERS : SILENT;
  }

  private static ListedEvidence time(long millis, long otherMillis) {
    if (millis == EntryPage.UNKNOWN_TIME || otherMillis == EntryPage.UNKNOWN_TIME) {
      return SILENT;
    }
    return newer(millis, otherMillis) ? SOURCE_IS_NEWER : SAME;
  }

  /// Stores tell times to the second or to the millisecond; by the second they can be compared.
  private static boolean newer(long millis, long otherMillis) {
    return Math.floorDiv(millis, 1000L) > Math.floorDiv(otherMillis, 1000L);
  }
}
