package dev.lockstep.listing;

import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import org.jspecify.annotations.Nullable;

/// Where a range ends and another one begins. A store that takes a start in another order than it
/// seems to list in hides keys just there, and each range by itself looks in order: so the first
/// key that was listed behind the end must be found from there.
public final class Seam {
  private Seam() {}

  /// @param end where a range has ended, relative to the scope
  /// @param behind the first key that its walk has come upon behind the end, with the prefix
  /// @throws ListingOutOfOrder when that key is hidden to whoever starts at the end
  /// @throws dev.lockstep.endpoint.StoreException when the store could not be asked
  public static void check(BucketScope scope, ObjectKey end, ObjectKey behind) {
    ObjectKey start = scope.prefix().then(end);
    ObjectKey found = first(scope, new ListingRequest(scope.prefix(), start, null, 1));
    if (found != null && found.compareTo(behind) <= 0) {
      return;
    }
    // It may have been deleted meanwhile.
    ObjectKey still = first(scope, new ListingRequest(behind, ObjectKey.EMPTY, null, 1));
    if (still != null && still.equals(behind)) {
      throw new ListingOutOfOrder(
          scope, "'" + behind + "' is left out where what is behind '" + start + "' was asked for");
    }
  }

  private static @Nullable ObjectKey first(BucketScope scope, ListingRequest request) {
    try {
      EntryPage page = scope.store().listObjects(scope.bucket(), request).entries();
      return page.count() == 0 ? null : page.key(0);
    } catch (StoreException e) {
      if (e.failure().refusal()) {
        throw ListingOutOfOrder.refusedStart(scope, request.startAfter(), e);
      }
      throw e;
    }
  }
}
