package dev.lockstep.listing;

import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import org.jspecify.annotations.Nullable;

/// A listing, page by page. One thread at a time.
@FunctionalInterface
public interface Pages {
  /// The next page, which has at least one entry; null at the end.
  @Nullable EntryPage nextPage();

  /// Makes sure that whoever starts where this listing ends finds what it has found behind that.
  ///
  /// @param end where it has ended, relative to the scope
  /// @param behind the first key behind the end, with the prefix
  /// @throws ListingOutOfOrder when that key is hidden to whoever starts there
  default void checkSeam(ObjectKey end, ObjectKey behind) {}
}
