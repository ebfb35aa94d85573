package dev.lockstep.conformance;

import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.StorageClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Lists the objects of another store, up to a page of them, in small pages and in some order of
/// its own, from token to token.
public final class DisorderlyStore extends RelayedStore {
  /// In which order.
  public enum Order {
    /// In none at all, always the same, and starting nowhere but at the beginning.
    SHUFFLED,
    /// Each page backwards.
    PAGES_BACKWARDS,
    /// As if letters were all small; what is asked to come behind a key does so in that order.
    IGNORING_CASE
  }

  private static final Comparator<ObjectEntry> BY_CASE =
      Comparator.comparing((ObjectEntry row) -> row.key().text(), String.CASE_INSENSITIVE_ORDER)
          .thenComparing(row -> row.key().text());

  private static final Comparator<ObjectEntry> BY_CHANCE =
      Comparator.comparingInt((ObjectEntry row) -> row.key().hashCode() * 0x9E3779B9)
          .thenComparing(row -> row.key().text());

  private final Order order;
  private final int pageSize;
  private final BooleanSupplier disorderly;
  public final AtomicInteger listings = new AtomicInteger();

  public DisorderlyStore(ObjectStore store, Order order, int pageSize) {
    this(store, order, pageSize, () -> true);
  }

  /// @param disorderly whether it is so now
  public DisorderlyStore(ObjectStore store, Order order, int pageSize, BooleanSupplier disorderly) {
    super(store);
    this.order = order;
    this.pageSize = pageSize;
    this.disorderly = disorderly;
  }

  @Override
  public ListingPage listObjects(BucketName bucket, ListingRequest request) {
    listings.incrementAndGet();
    List<ObjectEntry> rows =
        rows(super.listObjects(bucket, ListingRequest.first(request.prefix())));
    if (!request.startAfter().isEmpty() && order == Order.SHUFFLED) {
      throw TwoBuckets.failure(new StoreFailure.Unsupported(TwoBuckets.detail("NotImplemented")));
    }
    boolean now = isDisorderly(request.token());
    Comparator<ObjectEntry> ascending =
        switch (now ? order : Order.PAGES_BACKWARDS) {
          case SHUFFLED -> BY_CHANCE;
          case PAGES_BACKWARDS -> Comparator.comparing(ObjectEntry::key);
          case IGNORING_CASE -> BY_CASE;
        };
    rows.sort(ascending);
    if (!request.startAfter().isEmpty()) {
      ObjectEntry start =
          new ObjectEntry(request.startAfter(), 0, Instant.EPOCH, null, StorageClass.STANDARD);
      rows.removeIf(row -> ascending.compare(row, start) <= 0);
    }
    int from = request.token() == null ? 0 : Integer.parseInt(request.token().substring(1));
    int to = Math.min(rows.size(), from + Math.min(pageSize, request.maxKeys()));
    List<ObjectEntry> page = new ArrayList<>(rows.subList(Math.min(from, to), to));
    if (now && order == Order.PAGES_BACKWARDS) {
      Collections.reverse(page);
    }
    return new ListingPage(page(page), to < rows.size() ? (now ? "u" : "t") + to : null);
  }

  /// A listing keeps its order to the end, where the order is more than a page's.
  private boolean isDisorderly(@Nullable String token) {
    return token == null || order == Order.PAGES_BACKWARDS
        ? disorderly.getAsBoolean()
        : token.startsWith("u");
  }

  private static List<ObjectEntry> rows(ListingPage page) {
    if (!page.last()) {
      throw new IllegalStateException("Too many objects for a test of listings");
    }
    List<ObjectEntry> rows = new ArrayList<>();
    for (int row = 0; row < page.entries().count(); row++) {
      rows.add(page.entries().entry(row));
    }
    return rows;
  }

  private static EntryPage page(List<ObjectEntry> rows) {
    EntryPage.Builder page = new EntryPage.Builder(rows.size());
    for (ObjectEntry row : rows) {
      page.key(row.key()).size(row.size()).modifiedMillis(row.lastModified().toEpochMilli());
      page.storageClass(row.storageClass().name());
      if (row.etag() != null) {
        page.etag(row.etag());
      }
      page.endRow();
    }
    return page.build();
  }
}
