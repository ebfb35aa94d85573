package dev.lockstep.compare;

import dev.lockstep.listing.Pages;
import dev.lockstep.object.EntryPage;
import dev.lockstep.sort.SideSort;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Both sides of a comparison in order, of which those are sorted that have to be: two at the same
/// time. A side in order is not opened before it is asked for. Closing it removes what sorting
/// needed. One thread.
public final class SortedSides implements AutoCloseable {
  private final ComparedSide source;
  private final ComparedSide destination;
  private final OutOfOrderSides outOfOrder;
  private final Executor threads;
  private final List<SideSort> sorts = new ArrayList<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private @Nullable Pages sourcePages;
  private @Nullable Pages destinationPages;

  /// @param outOfOrder the sides that have to be sorted
  /// @param threads sort them, and do what is done ahead
  public SortedSides(
      ComparedSide source, ComparedSide destination, OutOfOrderSides outOfOrder, Executor threads) {
    this.source = source;
    this.destination = destination;
    this.outOfOrder = outOfOrder;
    this.threads = threads;
  }

  /// Sorts what has to be.
  ///
  /// @param goesOn called with each page; what it throws ends the sort
  public void sort(Runnable goesOn) {
    boolean sourceIsSorted = outOfOrder.contains(source.name());
    boolean destinationIsSorted = outOfOrder.contains(destination.name());
    if (sourceIsSorted && !destinationIsSorted) {
      destinationPages = begun(destination);
    } else if (destinationIsSorted && !sourceIsSorted) {
      sourcePages = begun(source);
    }
    CompletableFuture<@Nullable Pages> one = begin(source, goesOn);
    CompletableFuture<@Nullable Pages> other = begin(destination, goesOn);
    endBoth(one, other);
    sourcePages = sourcePages == null ? one.join() : sourcePages;
    destinationPages = destinationPages == null ? other.join() : destinationPages;
  }

  /// Before hours are spent on sorting the one side, the other shows its first page: mostly both
  /// are in no order. (A listing shows it sooner or later, and is not opened before it is needed.)
  private @Nullable Pages begun(ComparedSide side) {
    if (side.facts().kind() == SideFacts.Kind.LISTING) {
      return null;
    }
    Pages pages = side.inOrder(threads);
    try {
      return new BegunPages(pages.nextPage(), pages);
    } catch (RuntimeException | Error e) {
      pages.close();
      throw e;
    }
  }

  /// Pages of which the first has been asked for already.
  private static final class BegunPages implements Pages {
    private final Pages pages;
    private @Nullable EntryPage first;
    private boolean ended;

    BegunPages(@Nullable EntryPage first, Pages pages) {
      this.first = first;
      this.ended = first == null;
      this.pages = pages;
    }

    @Override
    public @Nullable EntryPage nextPage() {
      EntryPage page = first;
      first = null;
      if (page == null && !ended) {
        page = pages.nextPage();
        ended = page == null;
      }
      return page;
    }

    @Override
    public void close() {
      pages.close();
    }
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

  private CompletableFuture<@Nullable Pages> begin(ComparedSide side, Runnable goesOn) {
    if (!outOfOrder.contains(side.name())) {
      return CompletableFuture.completedFuture(null);
    }
    SideSort sort = side.sort(outOfOrder.space(), threads, rows -> listed(rows, goesOn));
    sorts.add(sort);
    return CompletableFuture.supplyAsync(() -> run(sort, side), threads);
  }

  private Pages run(SideSort sort, ComparedSide side) {
    try {
      Pages pages = sort.run();
      outOfOrder.sorted(side.name(), sort.endIsKnown());
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

  /// The source in order.
  public Pages source() {
    Pages pages = sourcePages == null ? source.inOrder(threads) : sourcePages;
    sourcePages = pages;
    return pages;
  }

  /// The destination in order.
  public Pages destination() {
    Pages pages = destinationPages == null ? destination.inOrder(threads) : destinationPages;
    destinationPages = pages;
    return pages;
  }

  @Override
  public void close() {
    UncheckedIOException left = null;
    if (sourcePages != null) {
      sourcePages.close();
    }
    if (destinationPages != null) {
      destinationPages.close();
    }
    for (SideSort sort : sorts) {
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
