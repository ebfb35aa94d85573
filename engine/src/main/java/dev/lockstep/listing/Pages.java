package dev.lockstep.listing;

import dev.lockstep.object.EntryPage;
import org.jspecify.annotations.Nullable;

/// A listing, page by page. One thread at a time.
@FunctionalInterface
public interface Pages {
  /// The next page, which has at least one entry; null at the end.
  @Nullable EntryPage nextPage();
}
