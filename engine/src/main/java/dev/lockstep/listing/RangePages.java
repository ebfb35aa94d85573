package dev.lockstep.listing;

import java.util.concurrent.Executor;

/// How a side is listed, range by range.
@FunctionalInterface
public interface RangePages {
  /// As it is now.
  RangePages CURRENT = RangeListing::new;

  /// @param fetcher runs the requests for pages; each blocks one of its threads
  Pages of(BucketScope scope, KeyRange range, Executor fetcher);
}
