package dev.lockstep.listing;

import dev.lockstep.endpoint.StoreException;
import dev.lockstep.object.ObjectKey;

/// A store does not list by ascending bytes of keys, or does not start where it is asked to. What
/// follows from such a listing can't be trusted either; but it can be listed whole and sorted.
public final class ListingOutOfOrder extends ListingDisorder {
  private static final long serialVersionUID = 1L;

  private final transient BucketScope scope;
  private final String what;

  ListingOutOfOrder(BucketScope scope, String what) {
    super(scope, what);
    this.scope = scope;
    this.what = what;
  }

  /// The store does not start a listing behind this key.
  static ListingOutOfOrder refusedStart(BucketScope scope, ObjectKey start, StoreException e) {
    return new ListingOutOfOrder(
        scope, "it does not start behind '" + start + "': " + e.getMessage());
  }

  public BucketScope scope() {
    return scope;
  }

  /// Which key came after which.
  public String what() {
    return what;
  }
}
