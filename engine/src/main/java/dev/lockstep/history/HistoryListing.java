package dev.lockstep.history;

import dev.lockstep.endpoint.VersionsPage;
import dev.lockstep.endpoint.VersionsRequest;
import dev.lockstep.endpoint.VersionsRequest.Marker;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeyRange;
import dev.lockstep.listing.ListingDisorder;
import dev.lockstep.listing.TokenTrail;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.VersionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The histories of the keys of one side of a range, key after key. While one page is worked on,
/// the next is already being fetched. One thread at a time.
///
/// Keys must ascend from page to page. Within a page they need not: some stores list all delete
/// markers before all versions. A history may go on over any number of pages, and is given when a
/// larger key has been seen, or the end; all versions of one key are held in memory, as far as
/// [LongestHistory] goes. A store may begin at the key behind which it was asked to begin, and may
/// repeat what it has listed: both are left out. That a page is the last is not taken on trust:
/// what lies behind the last key is asked for once more.
public final class HistoryListing implements Histories {
  private final BucketScope scope;
  private final KeyRange range;
  private final ChronologicalOrder order;
  private final Executor fetcher;
  private final TokenTrail trail;
  private final int most;
  private final Queue<History> ready = new ArrayDeque<>();
  private final List<ObjectVersion> pending = new ArrayList<>();
  private final Set<VersionId> pendingIds = new HashSet<>();

  /// Whether [#current] has more versions than are held.
  private boolean tooLong;

  /// With the prefix; the key of [#pending], or the one given last.
  private ObjectKey current;

  /// Whether anything was seen of [#current] itself, rather than that the range begins behind it.
  private boolean begun;

  private Marker asked;
  private @Nullable CompletableFuture<VersionsPage> coming;
  private boolean asksBehindEnd;
  private long pages;

  /// @param order of the side's versions
  /// @param fetcher runs the requests for pages; each blocks one of its threads
  public HistoryListing(
      BucketScope scope, KeyRange range, ChronologicalOrder order, Executor fetcher) {
    this(scope, range, order, fetcher, LongestHistory.amongSome());
  }

  /// @param most how many versions of one key are held
  HistoryListing(
      BucketScope scope, KeyRange range, ChronologicalOrder order, Executor fetcher, int most) {
    this.most = most;
    this.scope = scope;
    this.range = range;
    this.order = order;
    this.fetcher = fetcher;
    this.trail = new TokenTrail(scope);
    ObjectKey after = range.after();
    this.current = after.isEmpty() ? ObjectKey.EMPTY : scope.prefix().then(after);
    this.asked = after.isEmpty() ? Marker.BEGINNING : Marker.behind(current);
    ask(asked);
  }

  private void ask(Marker after) {
    asked = after;
    VersionsRequest request = VersionsRequest.of(scope.prefix(), after);
    coming =
        CompletableFuture.supplyAsync(
            () -> scope.store().listVersions(scope.bucket(), request), fetcher);
  }

  /// How many pages have come.
  public long pages() {
    return pages;
  }

  /// The history of the next key; null at the end of the bucket, or when the range has ended.
  ///
  /// @throws ListingDisorder when the pages are not what was asked for
  /// @throws dev.lockstep.endpoint.StoreException when one could not be fetched
  @Override
  public @Nullable History next() {
    while (ready.isEmpty() && coming != null) {
      if (!asksBehindEnd && !coming.isDone()) {
        range.starve();
      }
      take(await(coming));
    }
    return ready.poll();
  }

  private static VersionsPage await(CompletableFuture<VersionsPage> page) {
    try {
      return page.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }

  private void take(VersionsPage page) {
    pages++;
    coming = null;
    boolean behindEnd = asksBehindEnd;
    asksBehindEnd = false;
    Marker next = page.next();
    if (next != null && !isBehindRange()) {
      follow(next, page.entries());
    }
    int fresh = add(page.entries());
    if (next == null) {
      endOrGoOn(behindEnd, fresh);
    } else if (isBehindRange()) {
      coming = null;
    }
  }

  /// Where the listing goes on must not lie before where it has been. MinIO puts a word of its own
  /// behind the key, which is in no order; then that it goes on with the same key is enough.
  private void follow(Marker next, EntryPage page) {
    trail.follow(next.key().text() + "\n" + next.version());
    if (next.key().compareTo(asked.key()) < 0
        && (page.count() == 0 || !next.key().startsWith(largestKey(page)))) {
      throw new ListingDisorder(
          scope, "it goes on behind '" + next.key() + "', from where it had been beyond");
    }
    ask(next);
  }

  private static ObjectKey largestKey(EntryPage page) {
    ObjectKey largest = page.key(0);
    for (int row = 1; row < page.count(); row++) {
      ObjectKey key = page.key(row);
      largest = key.compareTo(largest) > 0 ? key : largest;
    }
    return largest;
  }

  private void endOrGoOn(boolean behindEnd, int fresh) {
    boolean nothingListed = !begun;
    if (nothingListed || behindEnd && fresh == 0 || isBehindRange()) {
      give();
      return;
    }
    asksBehindEnd = true;
    trail.forget();
    ask(Marker.behind(current));
  }

  /// Whether a key was seen that lies behind the end of the range.
  private boolean isBehindRange() {
    ObjectKey last = range.last();
    return last != null && begun && current.after(scope.prefix().length()).compareTo(last) > 0;
  }

  /// @return how many rows were new
  private int add(EntryPage page) {
    int fresh = 0;
    for (int row : byKey(page)) {
      ObjectKey key = page.key(row);
      if (!key.startsWith(scope.prefix())) {
        throw ListingDisorder.foreign(scope, key);
      }
      int step = key.compareTo(current);
      if (step < 0) {
        throw new ListingDisorder(scope, "'" + key + "' comes after '" + current + "'");
      }
      if (step == 0 && !begun) {
        continue;
      }
      if (step > 0) {
        give();
        current = key;
        begun = true;
      }
      ObjectVersion version = ObjectVersion.of(page, row);
      if (!tooLong && pendingIds.add(version.id())) {
        hold(version);
        fresh++;
      }
    }
    return fresh;
  }

  private void hold(ObjectVersion version) {
    if (pending.size() < most) {
      pending.add(version);
    } else {
      tooLong = true;
      pending.subList(1, pending.size()).clear();
      pendingIds.clear();
    }
  }

  /// The rows by key, those of one key as they were listed.
  private static int[] byKey(EntryPage page) {
    boolean ascends = true;
    byte[] keys = page.keyBytes();
    for (int row = 1; row < page.count() && ascends; row++) {
      int start = page.keyStart(row);
      ascends =
          Arrays.compareUnsigned(keys, page.keyStart(row - 1), start, keys, start, page.keyEnd(row))
              <= 0;
    }
    IntStream rows = IntStream.range(0, page.count());
    return ascends
        ? rows.toArray()
        : rows.boxed()
            .sorted(Comparator.comparing(page::key))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /// The history of the current key is complete.
  private void give() {
    if (tooLong) {
      ready.add(History.tooLong(current.after(scope.prefix().length()), pending.getFirst(), most));
      tooLong = false;
    } else if (!pending.isEmpty()) {
      ChronologicalOrder.Order ordered = order.of(List.copyOf(pending));
      ready.add(
          new History(
              current.after(scope.prefix().length()), ordered.oldestFirst(), ordered.unknown()));
    }
    pending.clear();
    pendingIds.clear();
  }
}
