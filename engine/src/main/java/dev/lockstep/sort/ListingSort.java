package dev.lockstep.sort;

import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.PageFetch;
import dev.lockstep.listing.Pages;
import dev.lockstep.object.EntryPage;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Lists a scope whole, whatever order its store lists in, and puts it in order, in memory and open
/// files that don't grow with it. Run once, and close: its temporary files are gone then.
public final class ListingSort implements AutoCloseable {
  /// A run ends after so many pages however small they are, so that a store that gives the same few
  /// again and again is found out soon.
  private static final int MOST_PAGES_OF_A_RUN = 4096;

  private final BucketScope scope;
  private final UnorderedWalk walk;
  private final LongConsumer listed;
  private final RunFiles files;
  private final RowBuffer buffer;
  private final RunTiers tiers;
  private @Nullable RunMerge rows;

  /// @param fetcher runs the requests for pages; each blocks one of its threads
  /// @param listed hears how many rows each page has; what it throws ends the sort
  public ListingSort(BucketScope scope, SortSpace space, Executor fetcher, LongConsumer listed) {
    this.scope = scope;
    this.walk = new UnorderedWalk(scope, new PageFetch(scope, fetcher));
    this.listed = listed;
    this.files = new RunFiles(space.folder());
    this.buffer = new RowBuffer(space.bytes());
    this.tiers = new RunTiers(scope, space, files);
  }

  /// Lists everything.
  ///
  /// @return the listing in order, each key once; not to be read after [#close]. A key that was
  ///   listed twice, with different facts, may be found out only when it is read
  /// @throws dev.lockstep.listing.ListingDisorder when the listing can't be trusted
  /// @throws dev.lockstep.endpoint.StoreException when it could not be read to its end
  /// @throws java.io.UncheckedIOException when temporary files can't be written
  public Pages run() {
    int pages = 0;
    for (EntryPage page = walk.nextPage(); page != null; page = walk.nextPage()) {
      add(page);
      pages++;
      if (pages % MOST_PAGES_OF_A_RUN == 0) {
        writeRun();
      }
      listed.accept(page.count());
    }
    writeRun();
    return files.orTell(() -> {
      rows = tiers.merged();
      return new SortedPages(rows, new Repeats(scope), files);
    });
  }

  private void add(EntryPage page) {
    for (int row = 0; row < page.count(); row++) {
      byte[] bytes = RowBytes.of(page, row);
      if (!buffer.add(bytes)) {
        writeRun();
        buffer.add(bytes);
      }
    }
  }

  private void writeRun() {
    if (buffer.isEmpty()) {
      return;
    }
    files.orTell(() -> {
      tiers.add(buffer);
      return true;
    });
  }

  /// Whether the store, asked what lies behind the end of its listing, said: nothing. Else that
  /// could not be asked.
  public boolean endIsKnown() {
    return walk.endIsKnown();
  }

  @Override
  public void close() {
    try (files) {
      files.orTell(() -> {
        if (rows != null) {
          rows.close();
        }
        return true;
      });
    }
  }
}
