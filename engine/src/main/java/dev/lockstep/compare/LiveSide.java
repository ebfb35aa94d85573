package dev.lockstep.compare;

import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeyRange;
import dev.lockstep.listing.Pages;
import dev.lockstep.listing.RangeListing;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.sort.ListingSort;
import dev.lockstep.sort.SideSort;
import dev.lockstep.sort.SortSpace;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/// What a store lists now.
///
/// @param now when the comparison begins
public record LiveSide(BucketScope scope, Instant now) implements ComparedSide {
  /// Where it does not matter when.
  static LiveSide of(BucketScope scope) {
    return new LiveSide(scope, Instant.EPOCH);
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
    return new RangeListing(scope, KeyRange.everything(), threads);
  }

  @Override
  public SideSort sort(SortSpace space, Executor threads, LongConsumer taken) {
    return new ListingSort(scope, space, threads, taken);
  }
}
