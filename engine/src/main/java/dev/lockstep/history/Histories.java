package dev.lockstep.history;

import org.jspecify.annotations.Nullable;

/// What the keys of one side have been, key after key in their order. One thread at a time.
@FunctionalInterface
public interface Histories {
  /// The history of the next key; null at the end.
  ///
  /// @throws dev.lockstep.listing.ListingDisorder when what comes can't be trusted
  /// @throws dev.lockstep.endpoint.StoreException when it could not be fetched
  @Nullable History next();
}
