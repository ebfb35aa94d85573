package dev.lockstep.listing;

import dev.lockstep.object.ObjectKey;

/// A store's listing is not what S3 promises: keys out of order, outside what was asked for, or
/// without an end. Nothing that follows from such a listing could be trusted, so it ends there and
/// counts as incomplete.
public class ListingDisorder extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ListingDisorder(BucketScope scope, String what) {
    this(scope.toString(), what);
  }

  /// @param name of what is listed
  public ListingDisorder(String name, String what) {
    super("The listing of " + name + " can't be trusted: " + what);
  }

  /// A key was listed that does not carry the prefix.
  public static ListingDisorder foreign(BucketScope scope, ObjectKey key) {
    return new ListingDisorder(scope, "'" + key + "' does not begin with '" + scope.prefix() + "'");
  }
}
