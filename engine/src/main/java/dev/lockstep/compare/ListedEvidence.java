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
    if (source.size(row) != destination.size(otherRow)) {
      return SIZE_DIFFERS;
    }
    return switch (by) {
      case SIZE -> SAME;
      case TIME ->
          newer(source.modifiedMillis(row), destination.modifiedMillis(otherRow))
              ? SOURCE_IS_NEWER
              : SAME;
      case ETAG -> source.sameEtag(row, destination, otherRow) ? SAME : ETAG_DIFFERS;
      case CONTENT -> sameBytes(source, row, destination, otherRow) ? SAME : SILENT;
      case CHECKSUM, METADATA -> SILENT;
    };
  }

  /// Equal digests mean equal bytes, and so do two sizes of zero. Unequal digests say nothing yet:
  /// the store may encrypt with keys of its own, or have cut the parts otherwise. Nor do equal tags
  /// that are no digests, as two stores may count alike.
  private static boolean sameBytes(EntryPage source, int row, EntryPage destination, int otherRow) {
    return source.size(row) == 0
        || source.etagParts(row) >= EntryPage.PLAIN_DIGEST
            && source.sameEtag(row, destination, otherRow);
  }

  /// Stores tell times to the second or to the millisecond; by the second they can be compared.
  private static boolean newer(long millis, long otherMillis) {
    return Math.floorDiv(millis, 1000L) > Math.floorDiv(otherMillis, 1000L);
  }
}
