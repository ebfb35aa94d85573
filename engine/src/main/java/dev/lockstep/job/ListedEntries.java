package dev.lockstep.job;

import dev.lockstep.history.ChronologicalOrder;
import dev.lockstep.history.History;
import dev.lockstep.history.HistoryListing;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeyRange;
import dev.lockstep.listing.RangeListing;
import dev.lockstep.manifest.ManifestEntry;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.selection.Selection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// What a listing makes of a prefix for a manifest, in the order of the listing. One thread.
///
/// @param selection which of them
public record ListedEntries(BucketScope scope, Selection selection) {
  /// Current objects.
  ///
  /// @throws dev.lockstep.listing.ListingDisorder when the listing can't be trusted, or is out of
  ///   order
  /// @throws dev.lockstep.endpoint.StoreException when it can't be listed
  public void current(Consumer<ManifestEntry> entries) {
    int prefixLength = scope.prefix().length();
    try (ExecutorService fetcher = Executors.newVirtualThreadPerTaskExecutor()) {
      RangeListing listing = new RangeListing(scope, KeyRange.everything(), fetcher);
      for (EntryPage page = listing.nextPage(); page != null; page = listing.nextPage()) {
        for (int row = 0; row < page.count(); row++) {
          if (selection.selects(page, row, prefixLength)) {
            entries.accept(new ManifestEntry(scope.bucket(), page.key(row), null, page.size(row)));
          }
        }
      }
    }
  }

  /// All versions, by their ids, those of a key the oldest first; no delete markers, as there is
  /// nothing to copy of them.
  ///
  /// @throws dev.lockstep.listing.ListingDisorder when the listing can't be trusted
  /// @throws dev.lockstep.endpoint.StoreException when it can't be listed
  public void versions(Consumer<ManifestEntry> entries) {
    try (ExecutorService fetcher = Executors.newVirtualThreadPerTaskExecutor()) {
      HistoryListing listing =
          new HistoryListing(scope, KeyRange.everything(), new ChronologicalOrder(false), fetcher);
      for (History history = listing.next(); history != null; history = listing.next()) {
        if (selection.selectsKey(history.key())) {
          versions(history, entries);
        }
      }
    }
  }

  private void versions(History history, Consumer<ManifestEntry> entries) {
    for (ObjectVersion version : history.versions()) {
      if (!version.deleteMarker() && selection.selectsVersion(version)) {
        entries.accept(entry(history, version));
      }
    }
  }

  private ManifestEntry entry(History history, ObjectVersion version) {
    return new ManifestEntry(
        scope.bucket(), scope.prefix().then(history.key()), version.id(), version.size());
  }
}
