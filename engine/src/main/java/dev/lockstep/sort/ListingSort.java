package dev.lockstep.sort;

import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.PageFetch;
import dev.lockstep.listing.Pages;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/// Lists a scope whole, whatever order its store lists in, and puts it in order by a [RowSort]. Run
/// once, and close: its temporary files are gone then.
public final class ListingSort implements SideSort {
  private final UnorderedWalk walk;
  private final RowSort sort;

  /// @param fetcher runs the requests for pages; each blocks one of its threads
  /// @param listed hears how many rows each page has; what it throws ends the sort
  public ListingSort(BucketScope scope, SortSpace space, Executor fetcher, LongConsumer listed) {
    this.walk = new UnorderedWalk(scope, new PageFetch(scope, fetcher));
    this.sort = new RowSort(new SortedRows(scope.toString(), true, false), walk, space, listed);
  }

  @Override
  public Pages run() {
    return sort.run();
  }

  /// Whether the store, asked what lies behind the end of its listing, said: nothing. Else that
  /// could not be asked.
  @Override
  public boolean endIsKnown() {
    return walk.endIsKnown();
  }

  @Override
  public void close() {
    sort.close();
  }
}
