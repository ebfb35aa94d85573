package dev.lockstep.compare;

import static dev.lockstep.listing.UnorderedStore.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.Seeded;
import dev.lockstep.endpoint.Failures;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.listing.KeysOnlyStore;
import dev.lockstep.listing.ListingDisorder;
import dev.lockstep.listing.RandomKeys;
import dev.lockstep.listing.RangePages;
import dev.lockstep.listing.ScriptedListing;
import dev.lockstep.listing.ScriptedListing.Page;
import dev.lockstep.listing.UnorderedStore;
import dev.lockstep.listing.UnorderedStore.StartAfter;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.selection.Selection;
import dev.lockstep.sort.SortSpace;
import dev.lockstep.telemetry.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutOfOrderSidesTest {
  private static final String ONE = "11111111111111111111111111111111";
  private static final String OTHER = "22222222222222222222222222222222";

  @TempDir Path folder;

  private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
  private final Progress progress = new Progress(notices::add);
  private final Map<ObjectKey, Difference.Side> found =
      Collections.synchronizedMap(new TreeMap<>());
  private Runnable goesOn = () -> {};
  private int parallelism = 3;

  private OutOfOrderSides sides() {
    return new OutOfOrderSides(new SortSpace(folder, 500, 2), progress);
  }

  private ComparisonResult compare(ObjectStore left, ObjectStore right, OutOfOrderSides sides) {
    DifferenceListener listener =
        new DifferenceListener() {
          @Override
          public void found(Difference difference) {
            found.put(difference.key(), difference.side());
          }

          @Override
          public void goesOn() {
            goesOn.run();
          }
        };
    return sides.untilInOrder(
        () ->
            new Comparison(
                    scope(left, "left"),
                    scope(right, "right"),
                    Selection.EVERYTHING,
                    CompareBy.ETAG,
                    parallelism,
                    listener,
                    progress,
                    RangePages.CURRENT,
                    sides)
                .run(),
        found::clear);
  }

  private static BucketScope scope(ObjectStore store, String bucket) {
    return new BucketScope(store, new BucketName(bucket), ObjectKey.EMPTY);
  }

  private List<Path> files() {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Puts rows into the order that some store lists in.
  private static List<ObjectEntry> disorder(
      RandomGenerator random, List<ObjectEntry> rows, int pageSize) {
    List<ObjectEntry> all = new ArrayList<>(rows);
    switch (random.nextInt(4)) {
      case 0 -> shuffle(all, random);
      case 1 -> {
        for (int from = 0; from < all.size(); from += pageSize) {
          shuffle(all.subList(from, Math.min(all.size(), from + pageSize)), random);
        }
      }
      case 2 -> {
        Function<ObjectEntry, String> key = row -> row.key().text();
        all.sort(Comparator.comparing(key, String.CASE_INSENSITIVE_ORDER).thenComparing(key));
      }
      default -> {}
    }
    return all;
  }

  private static void shuffle(List<ObjectEntry> rows, RandomGenerator random) {
    for (int i = rows.size(); i > 1; i--) {
      Collections.swap(rows, i - 1, random.nextInt(i));
    }
  }

  @Test
  void findsExactlyTheDifferencesInWhateverOrderTheSidesAreListed() {
    Seeded.trials(
        150,
        random -> {
          List<ObjectEntry> left = new ArrayList<>();
          List<ObjectEntry> right = new ArrayList<>();
          Map<ObjectKey, Difference.Side> expected = new TreeMap<>();
          for (ObjectKey key : RandomKeys.some(random, 200)) {
            int fate = random.nextInt(4);
            if (fate != 1) {
              left.add(row(key, ONE));
            }
            if (fate != 2) {
              right.add(row(key, fate == 3 ? OTHER : ONE));
            }
            if (fate > 0) {
              expected.put(
                  key,
                  fate == 1
                      ? Difference.Side.DESTINATION
                      : fate == 2 ? Difference.Side.SOURCE : Difference.Side.BOTH);
            }
          }
          int pageSize = 1 + random.nextInt(20);
          List<StartAfter> kinds = List.of(StartAfter.values());
          // One that starts in its own order and has another may hide what it does not list: only
          // whole listings are right then, and the first pages show that.
          UnorderedStore one =
              new UnorderedStore(
                  disorder(random, left, pageSize), pageSize, kinds.get(random.nextInt(4)));
          UnorderedStore other =
              new UnorderedStore(
                  disorder(random, right, pageSize), pageSize, kinds.get(random.nextInt(4)));
          found.clear();

          ComparisonResult result = compare(one, other, sides());

          assertThat(found).isEqualTo(expected);
          assertThat(result.listedInSource()).isEqualTo(left.size());
          assertThat(result.listedInDestination()).isEqualTo(right.size());
          assertThat(files()).isEmpty();
        });
  }

  @Test
  void saysSoOnceAndSortsAtOnceTheNextTime() {
    UnorderedStore store =
        new UnorderedStore(List.of(row("b"), row("a")), 10, StartAfter.OWN_ORDER);
    UnorderedStore other = new UnorderedStore(List.of(row("b")), 10, StartAfter.OWN_ORDER);
    OutOfOrderSides sides = sides();

    compare(store, other, sides);
    long requests = store.requests.sum();
    ComparisonResult again = compare(store, other, sides);

    assertThat(again.onlyInSource()).isEqualTo(1);
    assertThat(notices)
        .singleElement()
        .asString()
        .contains(":left lists out of order ('a' comes after 'b')");
    assertThat(sides.all())
        .containsExactly(
            new SortedSide(scope(store, "left").toString(), "'a' comes after 'b'", true));
    assertThat(store.requests.sum() - requests).isLessThan(requests);
    assertThat(progress.snapshot().sortedObjects()).isEqualTo(4);
  }

  @Test
  void sortsNothingThatIsInOrder() {
    UnorderedStore store =
        new UnorderedStore(List.of(row("a"), row("b")), 10, StartAfter.OWN_ORDER);
    OutOfOrderSides sides = sides();

    compare(store, store, sides);

    assertThat(sides.all()).isEmpty();
    assertThat(notices).isEmpty();
  }

  @Test
  void refusesWhatSortingDoesNotMakeRight() {
    ScriptedListing looping = new ScriptedListing(new Page("t", "b", "a"));
    UnorderedStore other =
        new UnorderedStore(List.of(row("b"), row("a")), 10, StartAfter.OWN_ORDER);

    assertThatThrownBy(() -> compare(looping, other, sides()))
        .isInstanceOf(ListingDisorder.class)
        .hasMessageContaining("never ends");
    assertThat(files()).isEmpty();
  }

  /// Lists by chance, and fails once it is asked for this token.
  private static UnorderedStore failingAt(String token) {
    return new UnorderedStore(
        List.of(row("b"), row("a"), row("d"), row("c")), 1, StartAfter.REFUSED) {
      @Override
      public ListingPage listObjects(BucketName bucket, ListingRequest request) {
        if (token.equals(request.token())) {
          throw Failures.passing();
        }
        return super.listObjects(bucket, request);
      }
    };
  }

  @Test
  void leavesNoFileWhenEitherSideFails() {
    for (String token : List.of("t2", "t3")) {
      UnorderedStore sound = failingAt("none");
      assertThatThrownBy(() -> compare(failingAt(token), sound, sides()))
          .isInstanceOf(StoreException.class);
      assertThatThrownBy(() -> compare(sound, failingAt(token), sides()))
          .isInstanceOf(StoreException.class);
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void endsInTheMidstOfAWalkWhenItIsTold() {
    AtomicInteger calls = new AtomicInteger();
    goesOn =
        () -> {
          if (calls.incrementAndGet() == 2) {
            throw new IllegalStateException("enough");
          }
        };
    UnorderedStore store = failingAt("none");

    assertThatThrownBy(() -> compare(store, store, sides())).hasMessage("enough");
    assertThat(calls).hasValue(2);
    assertThat(files()).isEmpty();
  }

  @Test
  void endsInTheMidstOfOneSidesWalk() {
    goesOn =
        () -> {
          throw new IllegalStateException("enough");
        };
    KeysOnlyStore inOrder = new KeysOnlyStore(10);

    assertThatThrownBy(() -> compare(failingAt("none"), inOrder, sides())).hasMessage("enough");

    assertThat(progress.snapshot().sortedObjects()).isEqualTo(1);
  }

  @Test
  void endsInTheMidstOfTheMergeOfWhatWasSorted() {
    goesOn =
        () -> {
          if (!found.isEmpty()) {
            throw new IllegalStateException("enough");
          }
        };

    assertThatThrownBy(() -> compare(failingAt("none"), new KeysOnlyStore(10), sides()))
        .hasMessage("enough");
    assertThat(files()).isEmpty();
  }

  @Test
  void refusesToCompareAPartOfWhatIsSorted() {
    UnorderedStore store =
        new UnorderedStore(List.of(row("b"), row("a")), 10, StartAfter.OWN_ORDER);
    OutOfOrderSides sides = sides();
    compare(store, store, sides);
    KeySpan part = new KeySpan(ObjectKey.EMPTY, ObjectKey.of("a"));
    Comparison comparison =
        new Comparison(
            scope(store, "left"),
            scope(new KeysOnlyStore(10), "other"),
            Selection.EVERYTHING,
            CompareBy.ETAG,
            parallelism,
            _ -> {},
            progress,
            RangePages.CURRENT,
            sides);

    assertThatThrownBy(() -> comparison.run(List.of(part)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// Lists small letters and digits as if letters were all capital, so that it looks in order, and
  /// starts behind a capital letter where it has its small one.
  private static final class CollatingStore extends KeysOnlyStore {
    CollatingStore() {
      super(10);
    }

    @Override
    public ListingPage listObjects(BucketName bucket, ListingRequest request) {
      ObjectKey start = ObjectKey.of(request.startAfter().text().toLowerCase(Locale.ROOT));
      return super.listObjects(
          bucket, new ListingRequest(request.prefix(), start, request.token(), request.maxKeys()));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noKeyIsHiddenByAStoreThatStartsInAnotherOrderThanItSeemsToListIn(boolean atSource) {
    parallelism = 2;
    CollatingStore collating = new CollatingStore();
    KeysOnlyStore other = new KeysOnlyStore(10);
    for (char letter : "0123456789abcdefghijklmnopqrst".toCharArray()) {
      for (int i = 0; i < 40; i++) {
        collating.with("" + letter + i);
        other.with("" + letter + i);
      }
    }

    ComparisonResult result =
        atSource ? compare(collating, other, sides()) : compare(other, collating, sides());

    assertThat(result.listedInSource()).isEqualTo(1200);
    assertThat(result.listedInDestination()).isEqualTo(1200);
    assertThat(result.identical()).isTrue();
  }
}
