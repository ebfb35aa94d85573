package dev.lockstep.listing;

import dev.lockstep.object.EntryPage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// How a side is listed, range by range.
@FunctionalInterface
public interface RangePages {
  /// As it is now.
  RangePages CURRENT = RangeListing::new;

  /// @param fetcher runs the requests for pages; each blocks one of its threads
  Pages of(BucketScope scope, KeyRange range, Executor fetcher);

  /// Why nobody knows what stands at a row's key; null where the row says it. Any thread may ask,
  /// after the page was given.
  default @Nullable String unknown(EntryPage page, int row) {
    return null;
  }
}
