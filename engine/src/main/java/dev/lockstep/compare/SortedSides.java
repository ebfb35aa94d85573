package dev.lockstep.compare;

import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeyRange;
import dev.lockstep.listing.Pages;
import dev.lockstep.listing.RangeListing;
import dev.lockstep.sort.ListingSort;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Both sides of a comparison in order, at least one of which has to be sorted for that: two are
/// sorted at the same time. Closing it removes what sorting needed.
final class SortedSides implements AutoCloseable {
  private final BucketScope source;
  private final BucketScope destination;
  private final OutOfOrderSides outOfOrder;
  private final Executor threads;
  private final List<ListingSort> sorts = new ArrayList<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private @Nullable Pages sourcePages;
  private @Nullable Pages destinationPages;

  SortedSides(
      BucketScope source, BucketScope destination, OutOfOrderSides outOfOrder, Executor threads) {
    this.source = source;
    this.destination = destination;
    this.outOfOrder = outOfOrder;
    this.threads = threads;
  }

  /// Sorts what has to be.
  ///
  /// @param goesOn called with each page; what it throws ends the sort
  void sort(Runnable goesOn) {
    CompletableFuture<@Nullable Pages> one = begin(source, goesOn);
    CompletableFuture<@Nullable Pages> other = begin(destination, goesOn);
    endBoth(one, other);
    sourcePages = pages(one.join(), source);
    destinationPages = pages(other.join(), destination);
  }

  /// Both have ended before anything is closed.
  private void endBoth(CompletableFuture<?> one, CompletableFuture<?> other) {
    try {
      CompletableFuture.allOf(one, other).join();
    } catch (CompletionException e) {
      switch (failure.get()) {
        case RuntimeException first -> throw first;
        case Error first -> throw first;
        case null, default -> throw e;
      }
    }
  }

  private CompletableFuture<@Nullable Pages> begin(BucketScope scope, Runnable goesOn) {
    if (!outOfOrder.contains(scope)) {
      return CompletableFuture.completedFuture(null);
    }
    ListingSort sort =
        new ListingSort(scope, outOfOrder.space(), threads, rows -> listed(rows, goesOn));
    sorts.add(sort);
    return CompletableFuture.supplyAsync(() -> run(sort, scope), threads);
  }

  private Pages run(ListingSort sort, BucketScope scope) {
    try {
      Pages pages = sort.run();
      outOfOrder.sorted(scope, sort.endIsKnown());
      return pages;
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
      throw e;
    }
  }

  /// Where one side has failed, the other need not go on.
  private void listed(long rows, Runnable goesOn) {
    if (failure.get() != null) {
      throw new IllegalStateException("The other side failed");
    }
    outOfOrder.progress().sorted(rows);
    goesOn.run();
  }

  private Pages pages(@Nullable Pages sorted, BucketScope scope) {
    return sorted == null ? new RangeListing(scope, KeyRange.everything(), threads) : sorted;
  }

  Pages source() {
    return Objects.requireNonNull(sourcePages);
  }

  Pages destination() {
    return Objects.requireNonNull(destinationPages);
  }

  @Override
  public void close() {
    UncheckedIOException left = null;
    for (ListingSort sort : sorts) {
      try {
        sort.close();
      } catch (UncheckedIOException e) {
        left = e;
      }
    }
    if (left != null) {
      throw left;
    }
  }
}
