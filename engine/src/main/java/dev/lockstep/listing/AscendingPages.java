package dev.lockstep.listing;

import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Pages of which each is looked through before anybody sees it: keys ascend, strictly where each
/// comes once. One thread at a time.
public final class AscendingPages implements Pages {
  private final String side;
  private final Pages pages;
  private final boolean repeats;
  private @Nullable ObjectKey previous;

  /// @param side whose they are, as people type it
  public AscendingPages(String side, Pages pages) {
    this(side, pages, false);
  }

  private AscendingPages(String side, Pages pages, boolean repeats) {
    this.side = side;
    this.pages = pages;
    this.repeats = repeats;
  }

  /// Of versions, of which a key may have many.
  ///
  /// @param side whose they are, as people type it
  public static AscendingPages ofVersions(String side, Pages pages) {
    return new AscendingPages(side, pages, true);
  }

  /// @throws ListingOutOfOrder when a key comes after a larger one, or once more where it may not
  @Override
  public @Nullable EntryPage nextPage() {
    EntryPage page = pages.nextPage();
    if (page != null) {
      check(page);
    }
    return page;
  }

  private void check(EntryPage page) {
    byte[] bytes = page.keyBytes();
    if (previous != null && isWrong(previous.compareTo(bytes, 0, page.keyEnd(0)))) {
      throw ListingOutOfOrder.after(side, page.key(0), previous);
    }
    for (int row = 1; row < page.count(); row++) {
      int start = page.keyStart(row);
      if (isWrong(
          Arrays.compareUnsigned(
              bytes, page.keyStart(row - 1), start, bytes, start, page.keyEnd(row)))) {
        throw ListingOutOfOrder.after(side, page.key(row), page.key(row - 1));
      }
    }
    previous = page.key(page.count() - 1);
  }

  private boolean isWrong(int compared) {
    return repeats ? compared > 0 : compared >= 0;
  }

  @Override
  public void close() {
    pages.close();
  }
}
