package dev.lockstep.compare;

import java.time.Instant;

/// What the rows of a side can tell.
///
/// @param kind what they are from
/// @param taken when that was looked at
/// @param sizes whether rows have sizes
/// @param etags whether they have ETags
/// @param times whether they have times
public record SideFacts(Kind kind, Instant taken, boolean sizes, boolean etags, boolean times) {
  /// Where rows may be from. The names are stable, in lower case.
  public enum Kind {
    /// What a store lists now.
    LISTING,
    /// A report of S3 Inventory.
    REPORT,
    /// A list of objects.
    MANIFEST
  }

  /// Of what a store lists.
  public static SideFacts ofListing(Instant now) {
    return new SideFacts(Kind.LISTING, now, true, true, true);
  }
}
