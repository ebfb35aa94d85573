package dev.lockstep.history;

import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeyRange;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.listing.ListingDisorder;
import dev.lockstep.object.ObjectKey;

/// Where a range of a listing of versions ends and another one begins, as
/// [dev.lockstep.listing.Seam] is for objects: what the one walk has come upon behind its end must
/// be found by the walk that starts there.
final class VersionSeam {
  private VersionSeam() {}

  /// @param end where a range has ended, relative to the scope
  /// @param behind the first key that its walk has come upon behind the end, likewise
  /// @throws ListingDisorder when that key is hidden to whoever starts at the end
  /// @throws dev.lockstep.endpoint.StoreException when the store could not be asked
  static void check(BucketScope scope, ObjectKey end, ObjectKey behind) {
    ChronologicalOrder any = new ChronologicalOrder(false);
    KeyRange rest = KeyRange.of(new KeySpan(end, null));
    History found = new HistoryListing(scope, rest, any, Runnable::run, 1).next();
    if (found != null && found.key().compareTo(behind) <= 0) {
      return;
    }
    // All its versions may have been removed meanwhile.
    if (!ExactHistory.of(scope, behind, any, 1).isEmpty()) {
      throw new ListingDisorder(
          scope,
          "'"
              + scope.prefix().then(behind)
              + "' is left out where versions of what is behind '"
              + scope.prefix().then(end)
              + "' were asked for");
    }
  }
}
