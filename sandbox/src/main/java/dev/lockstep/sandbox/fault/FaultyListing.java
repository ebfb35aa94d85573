package dev.lockstep.sandbox.fault;

import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The listings of a store in small pages, honest or not.
final class FaultyListing {
  private static final LyingPages.Rows<ObjectEntry> ENTRIES =
      new LyingPages.Rows<>() {
        @Override
        public String key(ObjectEntry row) {
          return row.key().text();
        }

        @Override
        public ObjectEntry withKey(ObjectEntry row, String key) {
          return new ObjectEntry(
              ObjectKey.of(key), row.size(), row.lastModified(), row.etag(), row.storageClass());
        }

        @Override
        public ObjectEntry withAnotherSize(ObjectEntry row) {
          return new ObjectEntry(
              row.key(), row.size() + 1, row.lastModified(), row.etag(), row.storageClass());
        }
      };

  private final ObjectStore store;
  private final int pageSize;
  private final Map<String, LyingPages<ObjectEntry>> begun = new ConcurrentHashMap<>();

  FaultyListing(ObjectStore store, int pageSize) {
    this.store = store;
    this.pageSize = pageSize;
  }

  /// How many rows a page has.
  int pageSize() {
    return pageSize;
  }

  static String place(String bucket, String prefix, String startAfter) {
    return Integer.toHexString((bucket + '\n' + prefix + '\n' + startAfter).hashCode());
  }

  ListingPage honest(BucketName bucket, ListingRequest request) {
    return request.maxKeys() < ListingRequest.FULL_PAGE
        ? store.listObjects(bucket, request)
        : port(pages(bucket, request).honest(number(request)));
  }

  /// @return null when the fault has nothing to do here
  @Nullable ListingPage faulty(Fault.Paging fault, BucketName bucket, ListingRequest request) {
    if (request.maxKeys() < ListingRequest.FULL_PAGE) {
      return null;
    }
    LyingPages.Page<ObjectEntry> page =
        pages(bucket, request).faulty(fault, number(request), request.token());
    return page == null ? null : port(page);
  }

  private static int number(ListingRequest request) {
    return request.token() == null ? 0 : LyingPages.number(request.token());
  }

  private LyingPages<ObjectEntry> pages(BucketName bucket, ListingRequest request) {
    String token = request.token();
    LyingPages<ObjectEntry> known = token == null ? null : begun.get(LyingPages.placeOf(token));
    if (known != null) {
      return known;
    }
    String place = place(bucket.toString(), request.prefix().text(), request.startAfter().text());
    LyingPages<ObjectEntry> pages =
        new LyingPages<>(ENTRIES, rows(bucket, request), pageSize, request.prefix().text(), place);
    begun.put(place, pages);
    return pages;
  }

  /// All that is listed behind a place, held whole.
  private List<ObjectEntry> rows(BucketName bucket, ListingRequest request) {
    List<ObjectEntry> rows = new ArrayList<>();
    ListingPage page = store.listObjects(bucket, request);
    addRows(page, rows);
    while (page.nextToken() != null) {
      page = store.listObjects(bucket, request.next(page.nextToken()));
      addRows(page, rows);
    }
    return rows;
  }

  private static void addRows(ListingPage page, List<ObjectEntry> rows) {
    for (int row = 0; row < page.entries().count(); row++) {
      rows.add(page.entries().entry(row));
    }
  }

  private static ListingPage port(LyingPages.Page<ObjectEntry> page) {
    EntryPage.Builder entries = new EntryPage.Builder(page.rows().size());
    for (ObjectEntry row : page.rows()) {
      entries
          .key(row.key())
          .size(row.size())
          .modifiedMillis(row.lastModified().toEpochMilli())
          .storageClass(row.storageClass().name());
      if (row.etag() != null) {
        entries.etag(row.etag());
      }
      entries.endRow();
    }
    return new ListingPage(entries.build(), page.token());
  }
}
