package dev.lockstep.inventory;

import dev.lockstep.history.History;
import dev.lockstep.history.HistoryListing;
import dev.lockstep.listing.Pages;
import dev.lockstep.object.ETag;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Histories as pages of versions: keys in order, a key's versions together, the newest first where
/// it is known which that is. One thread.
final class HistoryPages implements Pages {
  private static final int ROWS = 1000;

  private final HistoryListing listing;
  private final ObjectKey prefix;

  HistoryPages(HistoryListing listing, ObjectKey prefix) {
    this.listing = listing;
    this.prefix = prefix;
  }

  @Override
  public @Nullable EntryPage nextPage() {
    EntryPage.Builder page = new EntryPage.Builder(ROWS);
    while (page.count() < ROWS) {
      History history = listing.next();
      if (history == null) {
        break;
      }
      List<ObjectVersion> versions =
          history.isOrdered() ? history.versions().reversed() : history.versions();
      ObjectKey key = prefix.then(history.key());
      versions.forEach(version -> add(page, key, version));
    }
    return page.count() == 0 ? null : page.build();
  }

  private static void add(EntryPage.Builder page, ObjectKey key, ObjectVersion version) {
    page.key(key).size(version.size()).modifiedMillis(version.lastModified().toEpochMilli());
    ETag etag = version.etag();
    if (etag != null) {
      page.etag(etag);
    }
    page.storageClass(version.storageClass().name());
    page.version(version.id().value(), version.latest(), version.deleteMarker());
    page.endRow();
  }
}
