package dev.lockstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Listings. Order is that of the keys' unsigned UTF-8 bytes.
public interface ListingContract extends StoreUnderTest {
  /// In the order in which they have to be listed.
  List<String> ORDERED =
      List.of("a b", "a!", "a-b", "a.b/c", "a/b", "a/c", "a0", "aa", "b", "é", "漢", "\uff5e", "😀");

  @Test
  default void anEmptyBucketHasOneEmptyPage() {
    ListingPage page = store().listObjects(bucket(), ListingRequest.first(ObjectKey.EMPTY));

    assertThat(page.entries().count()).isZero();
    assertThat(page.last()).isTrue();
  }

  @Test
  default void orderIsThatOfTheBytes() {
    for (int i = ORDERED.size() - 1; i >= 0; i--) {
      put(ORDERED.get(i), "x");
    }
    assertThat(keys()).containsExactlyElementsOf(ORDERED);
  }

  @Test
  default void pagesOfEverySizeTogetherAreTheWhole() {
    List<String> all = numbered(12);
    for (int size = 1; size <= 13; size++) {
      assertThat(keys(new ListingRequest(ObjectKey.EMPTY, ObjectKey.EMPTY, null, size)))
          .as("pages of %d", size)
          .containsExactlyElementsOf(all);
    }
  }

  @Test
  default void aPageHasAsManyAsWereAskedForAndSaysIfThereAreMore() {
    numbered(5);

    ListingPage three = page("", "", 3);
    assertThat(three.entries().count()).isEqualTo(3);
    assertThat(three.last()).isFalse();
    ListingPage five = page("", "", 5);
    assertThat(five.entries().count()).isEqualTo(5);
    assertThat(five.last()).isTrue();
  }

  @Test
  default void aPrefixListsWhatBeginsWithItAlone() {
    putAll("a", "b/1", "b/2", "b0", "c");

    assertThat(keys(request("b/", ""))).containsExactly("b/1", "b/2");
  }

  @Test
  default void aPrefixMayEndWithinAName() {
    putAll("log-1", "log-2", "lot", "lo");

    assertThat(keys(request("log", ""))).containsExactly("log-1", "log-2");
  }

  @Test
  default void aPrefixThatNothingBeginsWithListsNothing() {
    putAll("a", "c");

    assertThat(keys(request("b", ""))).isEmpty();
  }

  @Test
  default void startAfterAKeyListsWhatSortsBehindIt() {
    putAll("a", "b", "c", "d");

    assertThat(keys(request("", "b"))).containsExactly("c", "d");
  }

  @Test
  default void startAfterAKeyThatIsNotThereListsWhatSortsBehindIt() {
    putAll("a", "b", "c", "d");

    assertThat(keys(request("", "bb"))).containsExactly("c", "d");
  }

  @Test
  default void startAfterTheLastKeyListsNothing() {
    putAll("a", "b");

    assertThat(keys(request("", "b"))).isEmpty();
  }

  @Test
  default void startAfterTakesKeysOfAwkwardBytes() {
    putAll("a", "a+b c%20", "b", "é", "😀");

    assertThat(keys(request("", "a+b c%20"))).containsExactly("b", "é", "😀");
    assertThat(keys(request("", "é"))).containsExactly("😀");
  }

  @Test
  default void prefixAndStartAfterGoTogether() {
    putAll("a", "p/1", "p/2", "p/3", "q");

    assertThat(keys(request("p/", "p/1"))).containsExactly("p/2", "p/3");
  }

  @Test
  default void prefixAndStartAfterGoTogetherPageByPage() {
    putAll("a", "p/1", "p/2", "p/3", "p/4", "q");

    ListingRequest request = new ListingRequest(ObjectKey.of("p/"), ObjectKey.of("p/1"), null, 1);
    assertThat(keys(request)).containsExactly("p/2", "p/3", "p/4");
  }

  @Test
  default void aRowShowsWhatTheHeadShows() {
    put("a", "hello");
    ObjectHead head = head("a");

    ObjectEntry entry = firstPage().entry(0);
    assertThat(entry.key()).isEqualTo(ObjectKey.of("a"));
    assertThat(entry.size()).isEqualTo(5);
    assertThat(entry.etag()).isEqualTo(head.etag());
    assertThat(entry.storageClass()).isEqualTo(head.attributes().storageClass());
    assertThat(entry.lastModified().getEpochSecond())
        .isEqualTo(head.lastModified().getEpochSecond());
  }

  @Test
  default void aListingShowsAWriteThatWasAnswered() {
    put("a", "1");
    assertThat(keys()).containsExactly("a");
    put("b", "2");
    assertThat(keys()).containsExactly("a", "b");
  }

  @Test
  default void aPageHasAThousandRowsAtTheMostAndTheRestComesNext() {
    List<String> all = numbered(1003);

    EntryPage first = firstPage();
    assertThat(first.count()).isEqualTo(1000);
    assertThat(keys()).containsExactlyElementsOf(all);
  }

  private void putAll(String... keys) {
    for (String key : keys) {
      put(key, "x");
    }
  }

  private List<String> numbered(int count) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(String.format("k%04d", i));
      put(keys.getLast(), "");
    }
    return keys;
  }

  private static ListingRequest request(String prefix, String startAfter) {
    return new ListingRequest(
        ObjectKey.of(prefix), ObjectKey.of(startAfter), null, ListingRequest.FULL_PAGE);
  }

  private ListingPage page(String prefix, String startAfter, int size) {
    ListingRequest request =
        new ListingRequest(ObjectKey.of(prefix), ObjectKey.of(startAfter), null, size);
    return store().listObjects(bucket(), request);
  }
}
