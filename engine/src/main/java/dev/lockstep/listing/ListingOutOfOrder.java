package dev.lockstep.listing;

import dev.lockstep.endpoint.StoreException;
import dev.lockstep.object.ObjectKey;

/// A store does not list by ascending bytes of keys, or does not start where it is asked to. What
/// follows from such a listing can't be trusted either; but it can be listed whole and sorted.
public final class ListingOutOfOrder extends ListingDisorder {
  private static final long serialVersionUID = 1L;

  private final String side;
  private final String what;

  ListingOutOfOrder(BucketScope scope, String what) {
    this(scope.toString(), what);
  }

  private ListingOutOfOrder(String side, String what) {
    super(side, what);
    this.side = side;
    this.what = what;
  }

  /// Of rows that no store lists.
  ///
  /// @param side for people
  public static ListingOutOfOrder after(String side, ObjectKey key, ObjectKey before) {
    return new ListingOutOfOrder(side, "'" + key + "' comes after '" + before + "'");
  }

  /// The store does not start a listing behind this key.
  static ListingOutOfOrder refusedStart(BucketScope scope, ObjectKey start, StoreException e) {
    return new ListingOutOfOrder(
        scope, "it does not start behind '" + start + "': " + e.getMessage());
  }

  /// What is out of order, as people type it.
  public String side() {
    return side;
  }

  /// Which key came after which.
  public String what() {
    return what;
  }
}
