package dev.lockstep.listing;

import dev.lockstep.endpoint.Failures;
import dev.lockstep.endpoint.FakeStore;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ETag;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.StorageClass;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Lists rows as they stand, in whatever order, in pages of any size.
public class UnorderedStore extends FakeStore {
  /// What it makes of a start-after.
  public enum StartAfter {
    /// It goes on in its own order.
    OWN_ORDER,
    /// It leaves out what has smaller bytes, and lists the rest in its own order.
    BYTES,
    IGNORED,
    REFUSED
  }

  public final List<ObjectEntry> rows;
  public final LongAdder requests = new LongAdder();
  private final int pageSize;
  private final StartAfter startAfter;

  public UnorderedStore(List<ObjectEntry> rows, int pageSize, StartAfter startAfter) {
    this.rows = rows;
    this.pageSize = pageSize;
    this.startAfter = startAfter;
  }

  @Override
  public ListingPage listObjects(BucketName bucket, ListingRequest request) {
    requests.increment();
    List<ObjectEntry> listed =
        rows.stream().filter(row -> row.key().startsWith(request.prefix())).toList();
    String token = request.token();
    if (!request.startAfter().isEmpty()) {
      listed = behind(request.startAfter(), listed);
    }
    int from = token == null ? 0 : Integer.parseInt(token.substring(1));
    int to = Math.min(listed.size(), from + Math.min(pageSize, request.maxKeys()));
    return new ListingPage(page(listed.subList(from, to)), to < listed.size() ? "t" + to : null);
  }

  private List<ObjectEntry> behind(ObjectKey start, List<ObjectEntry> listed) {
    return switch (startAfter) {
      case OWN_ORDER -> {
        int last =
            IntStream.range(0, listed.size())
                .filter(i -> listed.get(i).key().equals(start))
                .reduce(-1, (_, i) -> i);
        yield listed.subList(last + 1, listed.size());
      }
      case BYTES -> listed.stream().filter(row -> row.key().compareTo(start) > 0).toList();
      case IGNORED -> listed;
      case REFUSED -> throw Failures.refused();
    };
  }

  public static EntryPage page(List<ObjectEntry> rows) {
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

  /// A row with a digest for a tag.
  public static ObjectEntry row(String key) {
    return row(ObjectKey.of(key), "0123456789abcdef0123456789abcdef");
  }

  public static ObjectEntry row(ObjectKey key, @Nullable String etag) {
    return new ObjectEntry(key, 7, Instant.EPOCH, ETag.ofNullable(etag), StorageClass.STANDARD);
  }
}
