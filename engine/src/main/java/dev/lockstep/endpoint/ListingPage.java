package dev.lockstep.endpoint;

import dev.lockstep.object.EntryPage;
import org.jspecify.annotations.Nullable;

/// One answer of ListObjectsV2.
///
/// @param nextToken where the next page begins; null when the store says that this is the last
public record ListingPage(EntryPage entries, @Nullable String nextToken) {
  public boolean last() {
    return nextToken == null;
  }
}
