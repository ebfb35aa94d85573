package dev.lockstep.endpoint;

import dev.lockstep.object.VersionId;
import org.jspecify.annotations.Nullable;

/// What a store says that a deletion did.
///
/// @param version the delete marker that was made, or the version that was removed; null where the
///   store says nothing, as where a bucket keeps no versions
/// @param marker whether that is a delete marker, as far as the store says
/// @param perhapsTwice whether an earlier try of the same request may have been done as well, so
///   that there may be two markers
public record DeleteReceipt(@Nullable VersionId version, boolean marker, boolean perhapsTwice) {
  public DeleteReceipt(@Nullable VersionId version, boolean marker) {
    this(version, marker, false);
  }

  /// The same of a request that may have been done before.
  public DeleteReceipt afterAnother() {
    return new DeleteReceipt(version, marker, true);
  }
}
