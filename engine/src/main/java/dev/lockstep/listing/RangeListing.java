package dev.lockstep.listing;

import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import java.util.Arrays;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// The pages of one side of a range, in order, each checked before anybody sees it. While one page
/// is worked on, the next is already being fetched. One thread at a time.
///
/// That a page is the last is not taken on trust, as a store that says so too early would hide all
/// that follows, and what is hidden gets deleted elsewhere: what lies behind the last key is asked
/// for once more. Where something does, the listing goes on there.
public final class RangeListing implements Pages {
  /// Behind the last key of a bucket that is written to there may be something new each time. So
  /// after this many small pages in a row that should have been the last, the last one is.
  private static final int MOST_SMALL_ENDS = 16;

  private static final ListingPage NOTHING_BEHIND =
      new ListingPage(new EntryPage.Builder(0).build(), null);

  private static final int SMALL_PAGE = ListingRequest.FULL_PAGE / 10;

  private final BucketScope scope;
  private final PageFetch fetch;
  private final TokenTrail trail;
  private final KeyRange range;
  private final ObjectKey start;
  private boolean ended;
  private ObjectKey previous;
  private boolean begun;
  private boolean asksBehindEnd;
  private int smallEnds;

  /// @param fetcher runs the requests for pages; each blocks one of its threads
  public RangeListing(BucketScope scope, KeyRange range, Executor fetcher) {
    this.scope = scope;
    this.range = range;
    this.fetch = new PageFetch(scope, fetcher);
    this.trail = new TokenTrail(scope);
    this.start = scope.prefix().then(range.after());
    this.previous = start;
    this.begun = !range.after().isEmpty();
    ObjectKey startAfter = range.after().isEmpty() ? ObjectKey.EMPTY : previous;
    fetch.begin(new ListingRequest(scope.prefix(), startAfter, null, ListingRequest.FULL_PAGE));
  }

  /// The next page that has entries; null at the end of the bucket or when the page lies behind the
  /// end of the range.
  ///
  /// @throws ListingOutOfOrder when keys don't ascend
  /// @throws ListingDisorder when the page is not what was asked for
  /// @throws dev.lockstep.endpoint.StoreException when it could not be fetched
  @Override
  public @Nullable EntryPage nextPage() {
    while (!ended) {
      if (!asksBehindEnd && !fetch.isDone()) {
        range.starve();
      }
      ListingPage page = awaitPage();
      EntryPage entries = page.entries();
      if (entries.count() > 0) {
        check(entries);
      }
      advance(page);
      if (entries.count() > 0) {
        return entries;
      }
    }
    return null;
  }

  @Override
  public void checkSeam(ObjectKey end, ObjectKey behind) {
    Seam.check(scope, end, behind);
  }

  /// The page that is coming. What was asked for behind a listing's end may well not be answered:
  /// some stores start nowhere but at the beginning, and some not at every key.
  private ListingPage awaitPage() {
    if (!asksBehindEnd) {
      return awaitAskedFor();
    }
    try {
      ListingPage page = fetch.await();
      EntryPage entries = page.entries();
      boolean fromBeginning = entries.count() > 0 && entries.key(0).compareTo(previous) <= 0;
      return fromBeginning ? NOTHING_BEHIND : page;
    } catch (StoreException e) {
      if (e.failure().refusal()) {
        return NOTHING_BEHIND;
      }
      throw e;
    }
  }

  /// A store that refuses to start at the beginning of a range may still be listed whole.
  private ListingPage awaitAskedFor() {
    try {
      return fetch.await();
    } catch (StoreException e) {
      boolean atStart = fetch.request().token() == null && !fetch.request().startAfter().isEmpty();
      if (atStart && e.failure().refusal()) {
        throw ListingOutOfOrder.refusedStart(scope, start, e);
      }
      throw e;
    }
  }

  private void advance(ListingPage page) {
    String token = page.nextToken();
    if (token == null) {
      endOrGoOn(page.entries());
      return;
    }
    trail.follow(token);
    if (endsBehindRange(page.entries())) {
      ended = true;
    } else {
      asksBehindEnd = false;
      fetch.begin(fetch.request().next(token));
    }
  }

  /// The store says that this was the last page.
  private void endOrGoOn(EntryPage entries) {
    boolean nothingBehind = previous.equals(start) || asksBehindEnd && entries.count() == 0;
    smallEnds = entries.count() < SMALL_PAGE ? smallEnds + 1 : 0;
    if (nothingBehind || smallEnds > MOST_SMALL_ENDS || endsBehindRange(entries)) {
      ended = true;
      return;
    }
    asksBehindEnd = true;
    trail.forget();
    fetch.begin(new ListingRequest(scope.prefix(), previous, null, ListingRequest.FULL_PAGE));
  }

  private boolean endsBehindRange(EntryPage entries) {
    ObjectKey last = range.last();
    return last != null
        && entries.count() > 0
        && entries.key(entries.count() - 1).after(scope.prefix().length()).compareTo(last) >= 0;
  }

  /// Keys ascend strictly, from behind the page before, and carry the prefix: as they ascend, the
  /// first and the last one show that.
  private void check(EntryPage page) {
    byte[] bytes = page.keyBytes();
    int last = page.count() - 1;
    int order = previous.compareTo(bytes, page.keyStart(0), page.keyEnd(0));
    if (order > 0 || order == 0 && begun) {
      throw outOfOrder(page.key(0), previous, begun && previous.equals(start));
    }
    for (int row = 1; row <= last; row++) {
      int start = page.keyStart(row);
      if (Arrays.compareUnsigned(
              bytes, page.keyStart(row - 1), start, bytes, start, page.keyEnd(row))
          >= 0) {
        throw outOfOrder(page.key(row), page.key(row - 1), false);
      }
    }
    ObjectKey end = page.key(last);
    if (!page.key(0).startsWith(scope.prefix()) || !end.startsWith(scope.prefix())) {
      throw ListingDisorder.foreign(scope, end);
    }
    previous = end;
    begun = true;
  }

  private ListingDisorder outOfOrder(ObjectKey key, ObjectKey before, boolean atStart) {
    if (!key.startsWith(scope.prefix())) {
      return ListingDisorder.foreign(scope, key);
    }
    return new ListingOutOfOrder(
        scope,
        atStart
            ? "'" + key + "' comes where only what is behind '" + before + "' was asked for"
            : "'" + key + "' comes after '" + before + "'");
  }
}
