package dev.lockstep.sort;

import dev.lockstep.listing.Pages;
import dev.lockstep.object.EntryPage;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Puts rows in the order of their keys, in memory and open files that don't grow with their
/// number. Run once, and close: its temporary files are gone then.
public final class RowSort implements SideSort {
  /// A run ends after so many pages however small they are, so that a store that gives the same few
  /// again and again is found out soon.
  private static final int MOST_PAGES_OF_A_RUN = 4096;

  private final SortedRows of;
  private final Pages unsorted;
  private final LongConsumer listed;
  private final RunFiles files;
  private final RowBuffer buffer;
  private final RunTiers tiers;
  private @Nullable RunMerge rows;

  /// Of a file's rows, among which a key may come any number of times.
  ///
  /// @param name for messages
  /// @param unsorted pages with at least one row, in any order
  /// @param taken hears how many rows each page has; what it throws ends the sort
  public RowSort(String name, Pages unsorted, SortSpace space, LongConsumer taken) {
    this(new SortedRows(name, false, false), unsorted, space, taken);
  }

  /// Of a file's rows of versions: all of them come, those of one key one after another, in any
  /// order.
  ///
  /// @param name for messages
  /// @param unsorted pages with at least one row, in any order
  /// @param taken hears how many rows each page has; what it throws ends the sort
  public static RowSort ofVersions(
      String name, Pages unsorted, SortSpace space, LongConsumer taken) {
    return new RowSort(new SortedRows(name, false, true), unsorted, space, taken);
  }

  RowSort(SortedRows of, Pages unsorted, SortSpace space, LongConsumer listed) {
    this.of = of;
    this.unsorted = unsorted;
    this.listed = listed;
    this.files = new RunFiles(space.folder());
    this.buffer = new RowBuffer(space.bytes());
    this.tiers = new RunTiers(of, space, files);
  }

  @Override
  public Pages run() {
    int pages = 0;
    for (EntryPage page = unsorted.nextPage(); page != null; page = unsorted.nextPage()) {
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
      return new SortedPages(rows, new Repeats(of), files);
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

  /// Those of a file end where it ends.
  @Override
  public boolean endIsKnown() {
    return true;
  }

  /// Closes what it sorted, too.
  @Override
  public void close() {
    try (files;
        unsorted) {
      files.orTell(() -> {
        if (rows != null) {
          rows.close();
        }
        return true;
      });
    }
  }
}
