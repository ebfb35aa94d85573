package dev.lockstep.listing;

import dev.lockstep.endpoint.FakeStore;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ETag;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/// Lists keys, all of one size, with ETags, in pages of any size, as a faithful store does.
public class KeysOnlyStore extends FakeStore {
  public final NavigableMap<ObjectKey, ETag> objects = new ConcurrentSkipListMap<>();
  public final LongAdder requests = new LongAdder();
  private final int pageSize;

  public KeysOnlyStore(int pageSize) {
    this.pageSize = pageSize;
  }

  public KeysOnlyStore with(String... keys) {
    for (String key : keys) {
      objects.put(ObjectKey.of(key), new ETag("0123456789abcdef0123456789abcdef"));
    }
    return this;
  }

  @Override
  public ListingPage listObjects(BucketName bucket, ListingRequest request) {
    requests.increment();
    String token = request.token();
    ObjectKey after = token == null ? request.startAfter() : ObjectKey.of(token);
    SortedMap<ObjectKey, ETag> rest =
        after.compareTo(request.prefix()) < 0
            ? objects.tailMap(request.prefix(), true)
            : objects.tailMap(after, after.isEmpty());
    int most = Math.min(pageSize, request.maxKeys());
    EntryPage.Builder page = new EntryPage.Builder(most);
    ObjectKey last = ObjectKey.EMPTY;
    for (Map.Entry<ObjectKey, ETag> object : rest.entrySet()) {
      if (!object.getKey().startsWith(request.prefix())) {
        break;
      }
      if (page.count() == most) {
        return new ListingPage(page.build(), last.text());
      }
      last = object.getKey();
      page.key(last).size(7).modifiedMillis(0).etag(object.getValue()).endRow();
    }
    return new ListingPage(page.build(), null);
  }
}
