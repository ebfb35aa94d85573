package dev.lockstep.listing;

import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import org.jspecify.annotations.Nullable;

/// A listing, page by page. One thread at a time.
@FunctionalInterface
public interface Pages extends AutoCloseable {
  /// The next page, which has at least one entry; null at the end. It may be looked at until the
  /// next one is asked for.
  @Nullable EntryPage nextPage();

  /// Makes sure that whoever starts where this listing ends finds what it has found behind that.
  ///
  /// @param end where it has ended, relative to the scope
  /// @param behind the first key behind the end, with the prefix
  /// @throws ListingOutOfOrder when that key is hidden to whoever starts there
  default void checkSeam(ObjectKey end, ObjectKey behind) {}

  /// Ends it early, or at its end. Does nothing where nothing is held.
  @Override
  default void close() {}
}
