package dev.lockstep.compare;

import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeyRange;
import dev.lockstep.listing.Pages;
import dev.lockstep.listing.RangePages;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.sort.ListingSort;
import dev.lockstep.sort.RowSort;
import dev.lockstep.sort.SideSort;
import dev.lockstep.sort.SortSpace;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/// What a store lists.
///
/// @param now when the comparison begins
/// @param pages how it is listed: as it is now, or as it was
public record LiveSide(BucketScope scope, Instant now, RangePages pages) implements ComparedSide {
  /// As it is now.
  public LiveSide(BucketScope scope, Instant now) {
    this(scope, now, RangePages.CURRENT);
  }

  /// Where it does not matter when the comparison begins.
  static LiveSide of(BucketScope scope, RangePages pages) {
    return new LiveSide(scope, Instant.EPOCH, pages);
  }

  @Override
  public String name() {
    return scope.toString();
  }

  @Override
  public ObjectKey prefix() {
    return scope.prefix();
  }

  @Override
  public SideFacts facts() {
    return SideFacts.ofListing(now);
  }

  @Override
  public Optional<BucketScope> objects() {
    return Optional.of(scope);
  }

  @Override
  public Pages inOrder(Executor threads) {
    return pages.of(scope, KeyRange.everything(), threads);
  }

  @Override
  public SideSort sort(SortSpace space, Executor threads, LongConsumer taken) {
    return pages.equals(RangePages.CURRENT)
        ? new ListingSort(scope, space, threads, taken)
        : new RowSort(name(), inOrder(threads), space, taken);
  }
}
