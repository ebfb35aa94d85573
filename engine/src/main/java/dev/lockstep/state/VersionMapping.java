package dev.lockstep.state;

import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// One version at the source, and what it became at the destination.
///
/// @param key relative to the prefix of either place
/// @param source may be the version `null`
/// @param destination may be the version `null`
/// @param deleteMarker whether both are delete markers
/// @param sourceModified is kept to the millisecond, as listings are
/// @param sourceEtag null for a delete marker, and where the store told none
/// @param destinationEtag null for a delete marker, and where the store told none
/// @param size in bytes; 0 for a delete marker
public record VersionMapping(
    ObjectKey key,
    VersionId source,
    VersionId destination,
    boolean deleteMarker,
    Instant sourceModified,
    @Nullable ETag sourceEtag,
    @Nullable ETag destinationEtag,
    long size,
    How how) {
  /// How it is known that the one became the other.
  public enum How {
    /// It was written, and the store answered with this version.
    COPIED,
    /// The store took the source's own version id.
    KEPT_ID,
    /// Both chains were set beside each other, by content and order.
    ALIGNED,
    /// It is about to be written, above the version named, or above nothing where that one is not
    /// there.
    BEGUN,
    /// The store makes no delete marker where there is nothing to hide; the destination named is
    /// none.
    NOT_MADE
  }

  /// @throws IllegalArgumentException when the size is negative
  public VersionMapping {
    if (size < 0) {
      throw new IllegalArgumentException("A size of " + size);
    }
    sourceModified = sourceModified.truncatedTo(ChronoUnit.MILLIS);
  }

  /// The same source version with another destination.
  public VersionMapping becoming(VersionId other, How otherHow) {
    return new VersionMapping(
        key,
        source,
        other,
        deleteMarker,
        sourceModified,
        sourceEtag,
        destinationEtag,
        size,
        otherHow);
  }
}
