package dev.lockstep.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.endpoint.Failures;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.listing.ScriptedListing.Page;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class SplitPointsTest {
  private static List<ObjectKey> find(ObjectStore store, String prefix, String claimed) {
    KeyRange range = KeyRange.everything();
    range.claim(ObjectKey.of(claimed));
    BucketScope scope = new BucketScope(store, new BucketName("bucket"), ObjectKey.of(prefix));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return new SplitPoints(List.of(scope), KeysBehind.OBJECTS, threads).find(range, 3);
    }
  }

  @Test
  void liesBehindWhatWasClaimedAndBeforeTheLastKey() {
    KeysOnlyStore store = new KeysOnlyStore(10);
    for (int i = 0; i < 1000; i++) {
      store.with("p/%03d".formatted(i));
    }

    List<ObjectKey> cuts = find(store, "p/", "123");

    assertThat(cuts).isNotEmpty().isSorted();
    assertThat(cuts).allMatch(cut -> cut.compareTo(ObjectKey.of("123")) > 0);
    assertThat(cuts).allMatch(cut -> cut.compareTo(ObjectKey.of("999")) < 0);
  }

  @Test
  void isNowhereWhenNothingIsLeft() {
    assertThat(find(new KeysOnlyStore(10).with("a", "b"), "", "b")).isEmpty();
  }

  @Test
  void refusesAKeyWithoutThePrefix() {
    ScriptedListing store = new ScriptedListing(new Page(null, "x"));

    assertThatThrownBy(() -> find(store, "prefix/", "a")).isInstanceOf(ListingDisorder.class);
  }

  @Test
  void isNowhereWhenTheStoreRefusesToStartThere() {
    ScriptedListing store =
        new ScriptedListing(new Page(null)) {
          @Override
          public ListingPage listObjects(BucketName bucket, ListingRequest request) {
            throw Failures.refused();
          }
        };

    assertThat(find(store, "", "a".repeat(1024))).isEmpty();
  }

  @Test
  void sharesOutKeysOfAnyAlphabetEvenly() {
    String alphabet = " -Zaqz¡§äöüßぁ漢字퟿～😀𝄞";
    int[] letters = alphabet.codePoints().sorted().toArray();
    KeysOnlyStore store = new KeysOnlyStore(100);
    for (int first : letters) {
      for (int second : letters) {
        store.with(Character.toString(first) + Character.toString(second));
      }
    }
    String second = Character.toString(letters[0]) + Character.toString(letters[1]);

    List<ObjectKey> cuts = find(store, "", second);

    assertThat(cuts).hasSize(3).isSorted();
    long before = 0;
    for (ObjectKey cut : cuts) {
      long here = store.objects.headMap(cut).size();
      assertThat(here - before).as("keys up to " + cut).isBetween(40L, 200L);
      before = here;
    }
  }

  @Test
  void costsTwoRoundsOfQuestionsWhereKeysAreNumbers() {
    KeysOnlyStore store = new KeysOnlyStore(1000);
    for (int i = 0; i < 1000; i++) {
      store.with("%06d".formatted(i * 100));
    }

    assertThat(find(store, "", "000900")).hasSize(3);

    assertThat(store.requests.sum()).isLessThanOrEqualTo(6 + 10);
  }
}
