package dev.lockstep.history;

import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeyRange;
import dev.lockstep.listing.ListingDisorder;
import dev.lockstep.listing.Pages;
import dev.lockstep.object.ETag;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectVersion;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a side that keeps versions listed at a moment of the past: for each key the version that
/// was current then, with its id, as far as it is still kept. A key of which nobody can tell what
/// it was then, or that has more versions than there is room for, is given with any of them, and
/// told. One thread at a time.
public final class PagesAsOf implements Pages {
  private static final int ROWS = 1000;

  private final BucketScope scope;
  private final Instant moment;
  private final HistoryListing listing;
  private final Consumer<History> unknown;

  /// @param order of the side's versions
  /// @param fetcher runs the requests for pages; each blocks one of its threads
  /// @param unknown hears of each key whose versions can't be put in order, or held, before its row
  ///   is given
  public PagesAsOf(
      Instant moment,
      ChronologicalOrder order,
      BucketScope scope,
      KeyRange range,
      Executor fetcher,
      Consumer<History> unknown) {
    this.unknown = unknown;
    this.moment = moment;
    this.scope = scope;
    this.listing = new HistoryListing(scope, range, order, fetcher);
  }

  /// The version of a key that was current at a moment; null where there was none.
  ///
  /// @throws ListingDisorder when its versions can't be put in order
  public static @Nullable ObjectVersion current(
      BucketScope scope, History history, Instant moment) {
    if (!history.isOrdered()) {
      throw new ListingDisorder(
          scope, "what '" + history.key() + "' was then is not known, as " + history.disorder());
    }
    ObjectVersion found = null;
    for (ObjectVersion version : history.versions()) {
      if (!version.lastModified().isAfter(moment)) {
        found = version;
      }
    }
    return found == null || found.deleteMarker() ? null : found;
  }

  @Override
  public @Nullable EntryPage nextPage() {
    EntryPage.Builder page = new EntryPage.Builder(ROWS);
    while (page.count() < ROWS) {
      History history = listing.next();
      if (history == null) {
        break;
      }
      ObjectVersion then = then(history);
      if (then != null) {
        add(history, then, page);
      }
    }
    return page.count() == 0 ? null : page.build();
  }

  private @Nullable ObjectVersion then(History history) {
    if (history.isOrdered()) {
      return current(scope, history, moment);
    }
    unknown.accept(history);
    return history.versions().stream()
        .filter(ObjectVersion::latest)
        .findFirst()
        .orElse(history.versions().getFirst());
  }

  @Override
  public void checkSeam(ObjectKey end, ObjectKey behind) {
    VersionSeam.check(scope, end, behind.after(scope.prefix().length()));
  }

  private void add(History history, ObjectVersion version, EntryPage.Builder page) {
    page.key(scope.prefix().then(history.key()))
        .size(version.size())
        .modifiedMillis(version.lastModified().toEpochMilli())
        .storageClass(version.storageClass().name())
        .version(version.id().value(), version.latest(), false);
    ETag etag = version.etag();
    if (etag != null) {
      page.etag(etag);
    }
    page.endRow();
  }
}
