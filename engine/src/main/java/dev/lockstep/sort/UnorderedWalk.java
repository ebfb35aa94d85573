package dev.lockstep.sort;

import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.ListingDisorder;
import dev.lockstep.listing.PageFetch;
import dev.lockstep.listing.Pages;
import dev.lockstep.listing.TokenTrail;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import org.jspecify.annotations.Nullable;

/// The pages of a whole listing in the order in which the store gives them, from token to token.
/// While one page is worked on, the next is already being fetched. One thread at a time.
///
/// That the last page is the last is asked about as far as it can be: a store that starts behind
/// its own last key says what lies there in its own order. One that starts at the beginning again,
/// or refuses, can't be asked, and is believed.
final class UnorderedWalk implements Pages {
  /// A store may look through much that is gone before it has something to list; but not this much.
  private static final int MOST_EMPTY_PAGES = 100_000;

  /// A store that starts by bytes and lists by chance gives something behind its last key many
  /// times, each time about half as much.
  private static final int MOST_ENDS = 64;

  private final BucketScope scope;
  private final PageFetch fetch;
  private final TokenTrail trail;
  private boolean ended;
  private ObjectKey first = ObjectKey.EMPTY;
  private ObjectKey last = ObjectKey.EMPTY;
  private boolean asksBehindEnd;
  private boolean endIsKnown;
  private int emptyPages;
  private int ends;

  UnorderedWalk(BucketScope scope, PageFetch fetch) {
    this.scope = scope;
    this.fetch = fetch;
    this.trail = new TokenTrail(scope);
    fetch.begin(ListingRequest.first(scope.prefix()));
  }

  @Override
  public @Nullable EntryPage nextPage() {
    while (!ended) {
      ListingPage page = asksBehindEnd ? pageBehindEnd() : fetch.await();
      if (page == null) {
        ended = true;
        return null;
      }
      EntryPage entries = page.entries();
      check(entries);
      advance(page);
      if (entries.count() > 0) {
        return entries;
      }
    }
    return null;
  }

  /// Whether the store said that nothing lies behind the last key, when it was asked to start
  /// there.
  boolean endIsKnown() {
    return endIsKnown;
  }

  /// Null when the store did not start where it was asked to.
  private @Nullable ListingPage pageBehindEnd() {
    try {
      ListingPage page = fetch.await();
      EntryPage entries = page.entries();
      boolean begunAnew = entries.count() > 0 && entries.key(0).equals(first);
      return begunAnew ? null : page;
    } catch (StoreException e) {
      if (e.failure().refusal()) {
        return null;
      }
      throw e;
    }
  }

  private void check(EntryPage entries) {
    for (int row = 0; row < entries.count(); row++) {
      if (!startsWithPrefix(entries, row)) {
        throw ListingDisorder.foreign(scope, entries.key(row));
      }
    }
    emptyPages = entries.count() == 0 ? emptyPages + 1 : 0;
    if (emptyPages > MOST_EMPTY_PAGES) {
      throw new ListingDisorder(
          scope, "it gives one empty page after another, " + emptyPages + " by now");
    }
  }

  private boolean startsWithPrefix(EntryPage entries, int row) {
    int start = entries.keyStart(row);
    int end = Math.min(entries.keyEnd(row), start + scope.prefix().length());
    return scope.prefix().compareTo(entries.keyBytes(), start, end) == 0;
  }

  private void advance(ListingPage page) {
    EntryPage entries = page.entries();
    String token = page.nextToken();
    boolean nothing = entries.count() == 0;
    if (!nothing) {
      first = first.isEmpty() ? entries.key(0) : first;
      last = entries.key(entries.count() - 1);
    }
    if (token != null) {
      trail.follow(token);
      asksBehindEnd = false;
      fetch.begin(fetch.request().next(token));
      return;
    }
    ends++;
    endIsKnown = first.isEmpty() || asksBehindEnd && nothing;
    if (endIsKnown || ends > MOST_ENDS) {
      ended = true;
      return;
    }
    asksBehindEnd = true;
    trail.forget();
    fetch.begin(new ListingRequest(scope.prefix(), last, null, ListingRequest.FULL_PAGE));
  }
}
