package dev.lockstep.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.Seeded;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ETag;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class RangeSchedulerTest {
  private static final ETag ETAG = new ETag("0123456789abcdef0123456789abcdef");

  @Test
  void listsEveryKeyExactlyOnceWhateverTheAlphabetAndThePageSize() {
    Seeded.trials(
        300,
        random -> {
          SortedSet<ObjectKey> keys = RandomKeys.some(random, 600);
          KeysOnlyStore store = new KeysOnlyStore(1 + random.nextInt(20));
          keys.forEach(key -> store.objects.put(key, ETAG));
          ObjectKey prefix =
              random.nextBoolean() || keys.isEmpty()
                  ? ObjectKey.EMPTY
                  : prefixOf(keys.first(), random.nextInt(3));
          List<ObjectKey> expected = keys.stream().filter(key -> key.startsWith(prefix)).toList();

          List<ObjectKey> listed = list(store, prefix, 1 + random.nextInt(8), new LongAdder());

          Collections.sort(listed);
          assertThat(listed).isEqualTo(expected);
        });
  }

  private static ObjectKey prefixOf(ObjectKey key, int length) {
    return ObjectKey.of(
        key.text()
            .substring(0, Math.min(key.text().length(), length))
            .replaceAll("[\\ud800-\\udbff]$", ""));
  }

  @Test
  void sharesALongListingAmongManyRanges() {
    int parallelism = 8;
    KeysOnlyStore store = new KeysOnlyStore(10);
    for (int i = 0; i < 5000; i++) {
      store.with("logs/2026/11/part-%05d.gz".formatted(i));
    }
    BucketScope scope = scope(store, ObjectKey.of("logs/"));
    CountDownLatch begun = new CountDownLatch(4);
    List<ObjectKey> listed = Collections.synchronizedList(new ArrayList<>());

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      new RangeScheduler(
              List.of(scope),
              parallelism,
              (range, progress) -> {
                begun.countDown();
                // The first cut makes four: one for each thousand further on. The walker waits for
                // it, and counts as starved, as pages that come slowly would have made it.
                Runnable patient =
                    () -> {
                      range.starve();
                      progressThenWait(progress, listed, begun);
                    };
                walk(scope, range, threads, patient, listed);
              })
          .run();
    }

    assertThat(begun.getCount()).isZero();
    assertThat(listed).hasSize(5000).doesNotHaveDuplicates();
  }

  private static void progressThenWait(
      Runnable progress, List<ObjectKey> listed, CountDownLatch begun) {
    progress.run();
    if (listed.size() > 100) {
      try {
        assertThat(begun.await(30, TimeUnit.SECONDS)).as("four ranges are walked").isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void costsFewRequestsBesideThoseForPages() {
    KeysOnlyStore store = new KeysOnlyStore(20);
    for (int i = 0; i < 10_000; i++) {
      store.with("2026/%03d/%06d".formatted(i / 100, i));
    }

    assertThat(list(store, ObjectKey.EMPTY, 16, new LongAdder())).hasSize(10_000);

    assertThat(store.requests.sum()).as("requests for 500 pages").isBetween(500L, 750L);
  }

  @Test
  void cutsNothingWhereWalkersNeverWaitForPages() {
    KeysOnlyStore store = new KeysOnlyStore(20);
    for (int i = 0; i < 10_000; i++) {
      store.with("%06d".formatted(i));
    }
    BucketScope scope = scope(store, ObjectKey.EMPTY);
    List<ObjectKey> listed = new ArrayList<>();

    // Pages are there as soon as they are begun.
    new RangeScheduler(
            List.of(scope),
            16,
            (range, progress) -> walk(scope, range, Runnable::run, progress, listed))
        .run();

    assertThat(listed).hasSize(10_000);
    assertThat(store.requests.sum()).isEqualTo(501);
  }

  @Test
  void asksForAShortListingOnceAndForWhatLiesBehindIt() {
    KeysOnlyStore store = new KeysOnlyStore(1000).with("a", "b", "c");

    assertThat(list(store, ObjectKey.EMPTY, 8, new LongAdder())).hasSize(3);

    assertThat(store.requests.sum()).isEqualTo(2);
  }

  @Test
  void tellsTheFirstFailureOfAWalkAndEndsTheOthers() {
    KeysOnlyStore store = new KeysOnlyStore(2).with("a", "b", "c", "d", "e", "f", "g", "h");
    BucketScope scope = scope(store, ObjectKey.EMPTY);

    RangeScheduler scheduler =
        new RangeScheduler(
            List.of(scope),
            4,
            (range, progress) -> {
              throw new IllegalStateException("broken");
            });

    assertThatThrownBy(scheduler::run).hasMessage("broken");
  }

  private static List<ObjectKey> list(
      KeysOnlyStore store, ObjectKey prefix, int parallelism, LongAdder ranges) {
    List<ObjectKey> listed = Collections.synchronizedList(new ArrayList<>());
    BucketScope scope = scope(store, prefix);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      new RangeScheduler(
              List.of(scope),
              parallelism,
              (range, progress) -> {
                ranges.increment();
                walk(scope, range, threads, progress, listed);
              })
          .run();
    }
    return listed;
  }

  private static void walk(
      BucketScope scope,
      KeyRange range,
      Executor threads,
      Runnable progress,
      List<ObjectKey> listed) {
    RangeListing listing = new RangeListing(scope, range, threads);
    EntryPage page = listing.nextPage();
    while (page != null) {
      ObjectKey reach = page.key(page.count() - 1).after(scope.prefix().length());
      ObjectKey end = range.claim(reach);
      for (int row = 0; row < page.count(); row++) {
        ObjectKey relative = page.key(row).after(scope.prefix().length());
        if (end == null || relative.compareTo(end) <= 0) {
          listed.add(page.key(row));
        }
      }
      progress.run();
      page = end == null ? listing.nextPage() : null;
    }
  }

  private static BucketScope scope(KeysOnlyStore store, ObjectKey prefix) {
    return new BucketScope(store, new BucketName("bucket"), prefix);
  }
}
