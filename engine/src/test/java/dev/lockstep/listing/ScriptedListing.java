package dev.lockstep.listing;

import dev.lockstep.endpoint.FakeStore;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Answers listings with prepared pages, one after another and from the beginning again, whatever
/// is asked for; but behind the last key of all there is nothing.
public class ScriptedListing extends FakeStore {
  private final List<Page> pages;
  public final AtomicInteger requests = new AtomicInteger();

  public ScriptedListing(Page... pages) {
    this.pages = List.of(pages);
  }

  /// @param token null on the last page
  public record Page(@Nullable String token, List<String> keys) {
    public Page(@Nullable String token, String... keys) {
      this(token, List.of(keys));
    }
  }

  private boolean behindAll(ListingRequest request) {
    List<String> last = pages.getLast().keys;
    return request.token() == null
        && pages.getLast().token == null
        && !request.startAfter().isEmpty()
        && requests.get() % pages.size() == 0
        && requests.get() > 0
        && (last.isEmpty() || request.startAfter().compareTo(ObjectKey.of(last.getLast())) >= 0);
  }

  @Override
  public ListingPage listObjects(BucketName bucket, ListingRequest request) {
    if (behindAll(request)) {
      return new ListingPage(new EntryPage.Builder(0).build(), null);
    }
    Page page = pages.get(requests.getAndIncrement() % pages.size());
    EntryPage.Builder entries = new EntryPage.Builder(page.keys.size());
    for (String key : page.keys) {
      entries.key(ObjectKey.of(key)).size(1).modifiedMillis(0).endRow();
    }
    return new ListingPage(entries.build(), page.token);
  }
}
