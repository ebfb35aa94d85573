package dev.lockstep.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.endpoint.FakeStore;
import dev.lockstep.endpoint.VersionsPage;
import dev.lockstep.endpoint.VersionsRequest;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeyRange;
import dev.lockstep.listing.ListingDisorder;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryListingTest {
  private static final int PAGE = 1000;

  /// Keys with so many versions each, listed by the newest first.
  private static class Versions extends FakeStore {
    private final List<ObjectKey> keys = new ArrayList<>();
    private final List<Integer> counts = new ArrayList<>();

    Versions with(String key, int count) {
      keys.add(ObjectKey.of(key));
      counts.add(count);
      return this;
    }

    @Override
    public VersionsPage listVersions(BucketName bucket, VersionsRequest request) {
      EntryPage.Builder page = new EntryPage.Builder(PAGE);
      VersionsRequest.Marker after = request.after();
      VersionsRequest.Marker last = after;
      for (int i = 0; i < keys.size(); i++) {
        ObjectKey key = keys.get(i);
        int order = key.compareTo(after.key());
        VersionId behind = after.version();
        if (!key.startsWith(request.prefix()) || order < 0 || order == 0 && behind == null) {
          continue;
        }
        int from = order == 0 && behind != null ? Integer.parseInt(behind.value()) + 1 : 0;
        for (int version = from; version < counts.get(i); version++) {
          if (page.count() == PAGE) {
            return new VersionsPage(page.build(), last);
          }
          page.key(key).size(1).modifiedMillis(1_000_000 - version);
          page.version("" + version, version == 0, false).endRow();
          last = new VersionsRequest.Marker(key, new VersionId("" + version));
        }
      }
      return new VersionsPage(page.build(), null);
    }
  }

  /// As MinIO says where to go on: with a word behind the key, another one on the first page.
  private static final class WithWords extends Versions {
    @Override
    public VersionsPage listVersions(BucketName bucket, VersionsRequest request) {
      VersionsRequest.Marker after = request.after();
      String key = after.key().text().replaceAll("\\[cache.*", "");
      VersionsPage page =
          super.listVersions(
              bucket,
              new VersionsRequest(
                  request.prefix(),
                  new VersionsRequest.Marker(ObjectKey.of(key), after.version()),
                  request.maxKeys()));
      VersionsRequest.Marker next = page.next();
      String word = after.key().isEmpty() ? "[cache:return]" : "[cache:id]";
      return next == null
          ? page
          : new VersionsPage(
              page.entries(),
              new VersionsRequest.Marker(ObjectKey.of(next.key().text() + word), next.version()));
    }
  }

  @Test
  void aWordThatAStorePutsBehindTheKeyWhereToGoOnIsInNoOrder() {
    Versions store = new WithWords();
    store.with("a", 3500).with("a!", 1200).with("a.txt", 5000).with("b", 1);

    List<History> all = histories(store, 20_000);

    assertThat(all)
        .extracting(history -> history.versions().size())
        .containsExactly(3500, 1200, 5000, 1);
  }

  @Test
  void aStoreThatGoesBackIsNotBelieved() {
    Versions back =
        new Versions() {
          private int pages;

          @Override
          public VersionsPage listVersions(BucketName bucket, VersionsRequest request) {
            pages++;
            VersionsPage page = super.listVersions(bucket, request);
            return pages < 3
                ? page
                : new VersionsPage(
                    page.entries(),
                    new VersionsRequest.Marker(ObjectKey.of("a"), new VersionId("" + pages)));
          }
        };
    back.with("a", 10).with("b", 4000);

    assertThatThrownBy(() -> histories(back, 20_000))
        .isInstanceOf(ListingDisorder.class)
        .hasMessageContaining("it goes on behind 'a'");
  }

  private static List<History> histories(Versions store, int most) {
    BucketScope scope = new BucketScope(store, new BucketName("bucket"), ObjectKey.EMPTY);
    HistoryListing listing =
        new HistoryListing(
            scope, KeyRange.everything(), new ChronologicalOrder(true), Runnable::run, most);
    List<History> all = new ArrayList<>();
    for (History next = listing.next(); next != null; next = listing.next()) {
      all.add(next);
    }
    return all;
  }

  @Test
  void aHistoryGoesOnOverAnyNumberOfPages() {
    List<History> all =
        histories(new Versions().with("a", 12_345).with("a/", 3).with("ab", 1), 20_000);

    assertThat(all).extracting(history -> history.key().text()).containsExactly("a", "a/", "ab");
    assertThat(all).extracting(history -> history.versions().size()).containsExactly(12_345, 3, 1);
    assertThat(all.getFirst().versions().getLast().id().value()).isEqualTo("0");
  }

  @Test
  void ofAKeyWithMoreVersionsThanFitOneIsHeldAndTheOthersAreGiven() {
    List<History> all =
        histories(new Versions().with("a", 2).with("b", 100_000).with("c", 5000), 5000);

    assertThat(all).extracting(History::tooLong).containsExactly(false, true, false);
    assertThat(all).extracting(history -> history.versions().size()).containsExactly(2, 1, 5000);
    assertThat(all.get(1).disorder()).contains("more than 5000 versions").contains("--memory");
  }

  @Test
  void theLastKeyMayBeTheOneThatDoesNotFit() {
    List<History> all = histories(new Versions().with("a", 1).with("b", 6001), 5000);

    assertThat(all).extracting(History::tooLong).containsExactly(false, true);
  }

  @Test
  void roomGrowsWithTheHeap() {
    assertThat(LongestHistory.ofHeap(64L << 20)).isEqualTo(32_768);
    assertThat(LongestHistory.ofHeap(1L << 30)).isEqualTo(524_288);
  }
}
