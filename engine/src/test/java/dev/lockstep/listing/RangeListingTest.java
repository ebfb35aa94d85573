package dev.lockstep.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.endpoint.Failures;
import dev.lockstep.endpoint.FakeStore;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.listing.ScriptedListing.Page;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RangeListingTest {
  private static List<String> list(ObjectStore store, String prefix, KeyRange range) {
    BucketScope scope = new BucketScope(store, new BucketName("bucket"), ObjectKey.of(prefix));
    RangeListing listing = new RangeListing(scope, range, Runnable::run);
    List<String> keys = new ArrayList<>();
    EntryPage page = listing.nextPage();
    while (page != null) {
      for (int row = 0; row < page.count(); row++) {
        keys.add(page.key(row).text());
      }
      page = listing.nextPage();
    }
    return keys;
  }

  private static List<String> list(String prefix, Page... pages) {
    return list(new ScriptedListing(pages), prefix, KeyRange.everything());
  }

  private static void refuses(String why, String prefix, Page... pages) {
    assertThatThrownBy(() -> list(prefix, pages))
        .isInstanceOf(ListingDisorder.class)
        .hasMessageContaining(why);
  }

  @Test
  void goesThroughPagesToTheEndAndSkipsEmptyOnes() {
    assertThat(
            list("", new Page("t1", "a", "b"), new Page("t2"), new Page("t3", "c"), new Page(null)))
        .containsExactly("a", "b", "c");
    assertThat(list("p", new Page(null, "p", "p/a"))).containsExactly("p", "p/a");
  }

  @Test
  void refusesKeysOutOfOrder() {
    refuses("'a' comes after 'b'", "", new Page(null, "b", "a"));
    refuses("'b' comes after 'b'", "", new Page(null, "b", "b"));
    refuses("'a' comes after 'b'", "", new Page("t", "b"), new Page(null, "a"));
    refuses("'b' comes after 'b'", "", new Page("t", "b"), new Page(null, "b"));
    // In the order of UTF-16, which some stores list in.
    refuses("comes after", "", new Page(null, "\ud83d\ude00", "\uff5e"));
  }

  @Test
  void tellsWhatCanBeSortedFromWhatCanNot() {
    assertThatThrownBy(() -> list("", new Page(null, "b", "a")))
        .isInstanceOf(ListingOutOfOrder.class);
    assertThatThrownBy(() -> list("p/", new Page(null, "p/b", "o")))
        .isInstanceOf(ListingDisorder.class)
        .isNotInstanceOf(ListingOutOfOrder.class);
    assertThatThrownBy(() -> list("", new Page("t", "a"), new Page("t", "b")))
        .isInstanceOf(ListingDisorder.class)
        .isNotInstanceOf(ListingOutOfOrder.class);
  }

  @Test
  void refusesKeysWithoutThePrefix() {
    refuses("does not begin with", "p/", new Page(null, "q"));
    refuses("does not begin with", "p/", new Page(null, "p/a", "p0"));
    refuses("does not begin with", "p/", new Page(null, "p"));
    refuses("does not begin with", "p/", new Page(null, ""));
  }

  @Test
  void refusesAStoreThatDoesNotStartWhereItWasAsked() {
    KeyRange range = Objects.requireNonNull(KeyRange.everything().cutAt(ObjectKey.of("m")));
    ScriptedListing deaf = new ScriptedListing(new Page(null, "a", "n"));

    assertThatThrownBy(() -> list(deaf, "", range))
        .isInstanceOf(ListingOutOfOrder.class)
        .hasMessageContaining("'a' comes where only what is behind 'm' was asked for");
  }

  @Test
  void refusesAListingThatNeverEnds() {
    refuses("never ends", "", new Page("t", "a"), new Page("t", "b"));
    refuses("token 't' again", "", new Page("t"));
    refuses("\\u001b", "", new Page("\u001b"));
    refuses("never ends", "", new Page("t1"), new Page("t2"));
    refuses("never ends", "", new Page("t1"), new Page("t2"), new Page("t3"));
  }

  /// Calls every page the last.
  private static KeysOnlyStore endingEarly(int pageSize, boolean startsAnywhere) {
    return new KeysOnlyStore(pageSize) {
      @Override
      public ListingPage listObjects(BucketName bucket, ListingRequest request) {
        ListingRequest heard = startsAnywhere ? request : ListingRequest.first(request.prefix());
        return new ListingPage(super.listObjects(bucket, heard).entries(), null);
      }
    };
  }

  @Test
  void doesNotBelieveAListingThatEndsTooEarly() {
    KeysOnlyStore store = endingEarly(2, true).with("a", "b", "c", "d", "e");

    assertThat(list(store, "", KeyRange.everything())).containsExactly("a", "b", "c", "d", "e");
    assertThat(store.requests.sum()).isEqualTo(4);
  }

  @Test
  void doesNotBelieveItInTheMiddleOfWhatIsCutEither() {
    KeysOnlyStore store = endingEarly(1, true).with("a", "b", "c", "d", "e");
    KeyRange range = KeyRange.everything();
    range.cutAt(ObjectKey.of("c"));

    assertThat(list(store, "", range)).containsExactly("a", "b", "c");
    assertThat(store.requests.sum()).isEqualTo(3);
  }

  @Test
  void asksOnceMoreBehindTheEndAndNotWhereNothingWasListed() {
    KeysOnlyStore store = new KeysOnlyStore(10);
    assertThat(list(store, "", KeyRange.everything())).isEmpty();
    assertThat(store.requests.sum()).isEqualTo(1);
    assertThat(list(store.with("a"), "", KeyRange.everything())).containsExactly("a");
    assertThat(store.requests.sum()).isEqualTo(3);
  }

  @Test
  void believesAStoreThatStartsNowhereButAtTheBeginning() {
    KeysOnlyStore store = endingEarly(2, false).with("a", "b");

    assertThat(list(store, "", KeyRange.everything())).containsExactly("a", "b");
  }

  @Test
  void believesAStoreThatRefusesToStartAtItsLastKey() {
    FakeStore store =
        new KeysOnlyStore(10) {
          @Override
          public ListingPage listObjects(BucketName bucket, ListingRequest request) {
            if (!request.startAfter().isEmpty()) {
              throw Failures.refused();
            }
            return super.listObjects(bucket, request);
          }
        }.with("a");

    assertThat(list(store, "", KeyRange.everything())).containsExactly("a");
  }

  @Test
  void endsInABucketThatIsWrittenToAllTheTime() {
    KeysOnlyStore store =
        new KeysOnlyStore(10) {
          private int written;

          @Override
          public ListingPage listObjects(BucketName bucket, ListingRequest request) {
            with(String.format("k%05d", written++));
            return super.listObjects(bucket, request);
          }
        };

    assertThat(list(store, "", KeyRange.everything())).hasSizeBetween(2, 50);
  }

  @Test
  void endsWithThePageThatReachesTheRangesEnd() {
    KeyRange range = KeyRange.everything();
    range.cutAt(ObjectKey.of("b"));
    ScriptedListing store =
        new ScriptedListing(new Page("t1", "a"), new Page("t2", "b"), new Page(null, "c"));

    assertThat(list(store, "", range)).containsExactly("a", "b");
    assertThat(store.requests).hasValue(2);
  }

  @Test
  void failsAsTheStoreDoesAndNotAtTheEndOfWhatItGot() {
    FakeStore store =
        new FakeStore() {
          private int page;

          @Override
          public ListingPage listObjects(BucketName bucket, ListingRequest request) {
            if (page++ > 0) {
              throw Failures.passing();
            }
            return new ScriptedListing(new Page("t", "a")).listObjects(bucket, request);
          }
        };

    assertThatThrownBy(() -> list(store, "", KeyRange.everything()))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void failsWithTheErrorThatAStoreDiesOf() {
    FakeStore store =
        new FakeStore() {
          @Override
          public ListingPage listObjects(BucketName bucket, ListingRequest request) {
            throw new OutOfMemoryError("a test");
          }
        };

    assertThatThrownBy(() -> list(store, "", KeyRange.everything()))
        .isInstanceOf(OutOfMemoryError.class);
  }
}
