package dev.lockstep.listing;

import dev.lockstep.concurrent.Awaited;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Fetches one page ahead: it is begun, and awaited when it is needed. One thread at a time.
public final class PageFetch {
  private final BucketScope scope;
  private final Executor fetcher;
  private @Nullable CompletableFuture<ListingPage> coming;
  private @Nullable ListingRequest request;

  /// @param fetcher runs the requests for pages; each blocks one of its threads
  public PageFetch(BucketScope scope, Executor fetcher) {
    this.scope = scope;
    this.fetcher = fetcher;
  }

  public void begin(ListingRequest next) {
    request = next;
    coming =
        CompletableFuture.supplyAsync(
            () -> scope.store().listObjects(scope.bucket(), next), fetcher);
  }

  /// What was begun last.
  public ListingRequest request() {
    return Objects.requireNonNull(request);
  }

  /// Whether what was begun last is there already.
  boolean isDone() {
    return Objects.requireNonNull(coming).isDone();
  }

  /// The page that was begun last.
  ///
  /// @throws dev.lockstep.endpoint.StoreException when it could not be fetched
  public ListingPage await() {
    return Awaited.of(Objects.requireNonNull(coming));
  }
}
