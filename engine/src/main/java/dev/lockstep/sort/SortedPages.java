package dev.lockstep.sort;

import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.listing.Pages;
import dev.lockstep.object.EntryPage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What has been sorted, in pages as a store would give them. One thread.
final class SortedPages implements Pages {
  private final RunMerge rows;
  private final Repeats repeats;
  private final RunFiles files;

  SortedPages(RunMerge rows, Repeats repeats, RunFiles files) {
    this.rows = rows;
    this.repeats = repeats;
    this.files = files;
  }

  @Override
  public @Nullable EntryPage nextPage() {
    return files.orTell(this::read);
  }

  private @Nullable EntryPage read() throws IOException {
    EntryPage.Builder page = new EntryPage.Builder(ListingRequest.FULL_PAGE);
    while (page.count() < ListingRequest.FULL_PAGE) {
      RunReader row = rows.next();
      if (row == null) {
        break;
      }
      if (!repeats.isRepeated(row.bytes(), row.at())) {
        RowBytes.addTo(page, row.bytes(), row.at());
      }
    }
    return page.count() == 0 ? null : page.build();
  }
}
