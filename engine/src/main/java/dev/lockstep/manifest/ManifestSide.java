package dev.lockstep.manifest;

import dev.lockstep.compare.ComparedSide;
import dev.lockstep.compare.SideFacts;
import dev.lockstep.listing.AscendingPages;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.Pages;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.sort.RowSort;
import dev.lockstep.sort.SideSort;
import dev.lockstep.sort.SortSpace;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// A manifest as one side of a comparison: the keys that it names, of whatever bucket, and their
/// sizes where it has all of them. Where it names versions, which of them is current is not known,
/// and their keys alone count. One thread at a time.
///
/// @param name as people typed it
/// @param entries not closed here
/// @param summary of them
/// @param prefix only what begins so counts, and is named by what follows
/// @param now for want of a time of its own
public record ManifestSide(
    String name, ManifestSpool entries, ManifestSummary summary, ObjectKey prefix, Instant now)
    implements ComparedSide {

  @Override
  public SideFacts facts() {
    return new SideFacts(SideFacts.Kind.MANIFEST, now, tellsSizes(), false, false);
  }

  private boolean tellsSizes() {
    return summary.sizesKnown() && !summary.versions();
  }

  /// It doesn't say in which store its buckets are.
  @Override
  public Optional<BucketScope> objects() {
    return Optional.empty();
  }

  @Override
  public Pages inOrder(Executor threads) {
    return new AscendingPages(name, new EntryPages(entries.entries()));
  }

  @Override
  public SideSort sort(SortSpace space, Executor threads, LongConsumer taken) {
    return new RowSort(name, new EntryPages(entries.entries()), space, taken);
  }

  private final class EntryPages implements Pages {
    private static final int ROWS = 1000;

    private final ManifestSpool.Entries rest;

    EntryPages(ManifestSpool.Entries rest) {
      this.rest = rest;
    }

    @Override
    public @Nullable EntryPage nextPage() {
      EntryPage.Builder page = new EntryPage.Builder(ROWS);
      for (ManifestEntry entry = rest.next(); entry != null; entry = rest.next()) {
        if (entry.key().startsWith(prefix)) {
          page.key(entry.key()).modifiedMillis(EntryPage.UNKNOWN_TIME);
          page.size(tellsSizes() ? entry.size() : EntryPage.UNKNOWN_SIZE).endRow();
        }
        if (page.count() == ROWS) {
          break;
        }
      }
      return page.count() == 0 ? null : page.build();
    }
  }
}
