package dev.lockstep.job;

import dev.lockstep.history.ChronologicalOrder;
import dev.lockstep.history.History;
import dev.lockstep.history.HistoryListing;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeyRange;
import dev.lockstep.listing.Pages;
import dev.lockstep.listing.RangeListing;
import dev.lockstep.listing.RangePages;
import dev.lockstep.manifest.ManifestEntry;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.VersionId;
import dev.lockstep.selection.Selection;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
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

  /// What was current at a moment of the past, each by its version's id, as far as it is still
  /// kept.
  ///
  /// @param unknown hears of each key of which nobody can tell what it was, and why: it is left out
  /// @return why nothing is known of the past; empty when it is
  /// @throws dev.lockstep.listing.ListingDisorder when the listing can't be trusted
  /// @throws dev.lockstep.endpoint.StoreException when it can't be listed
  public Optional<RunFailure> asOf(
      Instant moment, Consumer<ManifestEntry> entries, BiConsumer<ObjectKey, String> unknown) {
    Optional<RunFailure> refusal = AsOf.refusal(scope, moment);
    if (refusal.isEmpty()) {
      try (ExecutorService fetcher = Executors.newVirtualThreadPerTaskExecutor()) {
        RangePages asOf = AsOf.pages(moment);
        Pages pages = asOf.of(scope, KeyRange.everything(), fetcher);
        for (EntryPage page = pages.nextPage(); page != null; page = pages.nextPage()) {
          asOf(asOf, page, entries, unknown);
        }
      }
    }
    return refusal;
  }

  private void asOf(
      RangePages asOf,
      EntryPage page,
      Consumer<ManifestEntry> entries,
      BiConsumer<ObjectKey, String> unknown) {
    int prefixLength = scope.prefix().length();
    for (int row = 0; row < page.count(); row++) {
      String why = asOf.unknown(page, row);
      if (why != null) {
        if (selection.selectsKey(page.key(row).after(prefixLength))) {
          unknown.accept(page.key(row), why);
        }
      } else if (selection.selects(page, row, prefixLength)) {
        VersionId id = new VersionId(Objects.requireNonNull(page.versionId(row)));
        entries.accept(new ManifestEntry(scope.bucket(), page.key(row), id, page.size(row)));
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
