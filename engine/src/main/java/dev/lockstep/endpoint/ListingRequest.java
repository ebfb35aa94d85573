package dev.lockstep.endpoint;

import dev.lockstep.object.ObjectKey;
import org.jspecify.annotations.Nullable;

/// Which page of a listing.
///
/// @param prefix what the keys begin with; empty for all
/// @param startAfter list only what sorts behind it; empty for everything. A store is never asked
///   for a start before the prefix
/// @param token where the page before left off; null for the first
/// @param maxKeys 1 to 1,000
public record ListingRequest(
    ObjectKey prefix, ObjectKey startAfter, @Nullable String token, int maxKeys) {
  public static final int FULL_PAGE = 1000;

  public ListingRequest {
    if (maxKeys < 1 || maxKeys > FULL_PAGE) {
      throw new IllegalArgumentException("A page has 1 to 1,000 keys");
    }
    if (startAfter.compareTo(prefix) < 0) {
      startAfter = ObjectKey.EMPTY;
    }
  }

  public static ListingRequest first(ObjectKey prefix) {
    return new ListingRequest(prefix, ObjectKey.EMPTY, null, FULL_PAGE);
  }

  public ListingRequest next(String nextToken) {
    return new ListingRequest(prefix, startAfter, nextToken, maxKeys);
  }
}
