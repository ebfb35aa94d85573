package dev.lockstep.listing;

/// A store's listing is not what S3 promises: keys out of order, repeated, or outside what was
/// asked for. Nothing that follows from such a listing could be trusted, so it ends there and
/// counts as incomplete.
public final class ListingDisorder extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ListingDisorder(BucketScope scope, String what) {
    super("The listing of " + scope + " can't be trusted: " + what);
  }
}
