package dev.lockstep.listing;

import dev.lockstep.concurrent.Awaited;
import dev.lockstep.object.EntryPage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// While one page is worked on, the next is already being made by another thread. So what makes
/// them must leave a page alone until the next but one is asked for. One thread at a time.
public final class PagesAhead implements Pages {
  private final Pages pages;
  private final Executor threads;
  private @Nullable CompletableFuture<@Nullable EntryPage> coming;
  private boolean ended;

  public PagesAhead(Pages pages, Executor threads) {
    this.pages = pages;
    this.threads = threads;
    this.coming = begin();
  }

  private CompletableFuture<@Nullable EntryPage> begin() {
    return CompletableFuture.supplyAsync(pages::nextPage, threads);
  }

  @Override
  public @Nullable EntryPage nextPage() {
    if (ended || coming == null) {
      return null;
    }
    EntryPage page = Awaited.of(coming);
    ended = page == null;
    coming = ended ? null : begin();
    return page;
  }

  /// Waits for the page that is being made.
  @Override
  public void close() {
    try {
      if (coming != null) {
        coming.handle((_, _) -> true).join();
      }
    } finally {
      ended = true;
      pages.close();
    }
  }
}
