package dev.lockstep.inventory;

import dev.lockstep.history.ChronologicalOrder;
import dev.lockstep.history.HistoryListing;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeyRange;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.listing.KeysBehind;
import dev.lockstep.listing.Pages;
import dev.lockstep.listing.RangeListing;
import dev.lockstep.listing.RangeScheduler;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.sort.ListingSort;
import dev.lockstep.sort.SortSpace;
import dev.lockstep.telemetry.Progress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Lists the source, many ranges at a time, and hands its rows to a [ReportAssembly]. Any of its
/// threads may throw what ends the walk.
final class SourceWalk {
  private final BucketScope source;
  private final boolean allVersions;
  private final int parallelism;
  private final ReportAssembly assembly;
  private final DetailRequests details;
  private final Progress progress;
  private final ChronologicalOrder order = new ChronologicalOrder(false);

  SourceWalk(
      InventoryRequest request,
      int parallelism,
      ReportAssembly assembly,
      DetailRequests details,
      Progress progress) {
    this.source = request.source();
    this.allVersions = request.allVersions();
    this.parallelism = parallelism;
    this.assembly = assembly;
    this.details = details;
    this.progress = progress;
  }

  /// Lists these spans.
  ///
  /// @throws dev.lockstep.listing.ListingOutOfOrder when current objects come out of order
  /// @throws dev.lockstep.listing.ListingDisorder when the listing can't be trusted
  /// @throws dev.lockstep.endpoint.StoreException when it could not be read to its end
  void run(List<KeySpan> spans) {
    try (ExecutorService threads = threads()) {
      new RangeScheduler(
              List.of(source),
              allVersions ? KeysBehind.VERSIONS : KeysBehind.OBJECTS,
              parallelism,
              (range, tick) -> walk(range, pages(range, threads), tick))
          .run(spans);
    }
  }

  /// Lists everything in one walk and sorts it.
  ///
  /// @throws dev.lockstep.listing.ListingDisorder when the listing can't be trusted
  /// @throws dev.lockstep.endpoint.StoreException when it could not be read to its end
  void runSorted() {
    try (ExecutorService threads = threads();
        ListingSort sort =
            new ListingSort(source, SortSpace.standard(), threads, progress::sorted)) {
      walk(KeyRange.everything(), sort.run(), () -> {});
    }
  }

  private static ExecutorService threads() {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("inventory-", 0).factory());
  }

  private Pages pages(KeyRange range, Executor threads) {
    return allVersions
        ? new HistoryPages(new HistoryListing(source, range, order, threads), source.prefix())
        : new RangeListing(source, range, threads);
  }

  private void walk(KeyRange range, Pages pages, Runnable tick) {
    int prefix = source.prefix().length();
    try (ReportAssembly.Section section = assembly.section(range.after())) {
      for (EntryPage page = pages.nextPage(); page != null; page = pages.nextPage()) {
        ObjectKey end = range.claim(page.key(page.count() - 1).after(prefix));
        int rows = end == null ? page.count() : rowsUpTo(page, end, prefix);
        if (rows > 0) {
          section.add(new PagePart(page, rows, details.of(page, rows)));
          progress.listed(rows, 0);
        }
        if (end != null) {
          pages.checkSeam(end, page.key(rows));
          section.ended(end);
          return;
        }
        tick.run();
      }
      range.ended();
      section.ended(range.last());
    }
  }

  private static int rowsUpTo(EntryPage page, ObjectKey end, int prefix) {
    int low = 0;
    int high = page.count();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (end.compareTo(page.keyBytes(), page.keyStart(middle) + prefix, page.keyEnd(middle))
          >= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
