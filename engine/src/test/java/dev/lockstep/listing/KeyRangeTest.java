package dev.lockstep.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.Seeded;
import dev.lockstep.object.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyRangeTest {
  private static ObjectKey key(int number) {
    return ObjectKey.of("%05d".formatted(number));
  }

  @Test
  void givesAwayOnlyWhatNobodyHasClaimed() {
    KeyRange range = KeyRange.everything();

    assertThat(range.claim(key(5))).isNull();
    assertThat(range.cutAt(key(4))).isNull();
    assertThat(range.cutAt(key(5))).isNull();
    KeyRange rest = Objects.requireNonNull(range.cutAt(key(6)));

    assertThat(rest.after()).isEqualTo(key(6));
    assertThat(rest.last()).isNull();
    assertThat(range.last()).isEqualTo(key(6));
    assertThat(range.cutAt(key(6))).isNull();
    assertThat(range.cutAt(key(9))).isNull();
    assertThat(range.claim(key(6))).isNull();
    assertThat(range.claim(key(7))).isEqualTo(key(6));
    assertThat(range.claimed()).isEqualTo(key(6));
  }

  @Test
  void neverClaimsBackwards() {
    KeyRange range = KeyRange.everything();
    range.claim(key(5));
    range.claim(key(3));

    assertThat(range.cutAt(key(4))).isNull();
  }

  /// A walker claims pages and handles them, while others cut; what is cut off is walked next.
  @Test
  void holdsEachKeyInExactlyOneRangeHoweverWalkersAndCuttersRace() {
    Seeded.trials(
        60,
        random -> {
          int keys = 400;
          Queue<ObjectKey> handled = new ConcurrentLinkedQueue<>();
          Phaser walkers = new Phaser(1);
          Queue<KeyRange> ranges = new ConcurrentLinkedQueue<>();
          try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            walk(
                KeyRange.everything(),
                keys,
                1 + random.nextInt(9),
                handled,
                threads,
                walkers,
                ranges);
            cut(random, keys, threads, walkers, ranges, handled);
            walkers.arriveAndAwaitAdvance();
          }
          assertThat(handled)
              .containsExactlyInAnyOrderElementsOf(
                  IntStream.range(0, keys).mapToObj(KeyRangeTest::key).toList());
        });
  }

  private static void walk(
      KeyRange range,
      int keys,
      int page,
      Queue<ObjectKey> handled,
      ExecutorService threads,
      Phaser walkers,
      Queue<KeyRange> ranges) {
    ranges.add(range);
    walkers.register();
    threads.execute(() -> {
      try {
        walkNow(range, keys, page, handled);
      } finally {
        walkers.arriveAndDeregister();
      }
    });
  }

  private static void walkNow(KeyRange range, int keys, int page, Queue<ObjectKey> handled) {
    int next = range.after().isEmpty() ? 0 : Integer.parseInt(range.after().text()) + 1;
    while (next < keys) {
      int to = Math.min(keys, next + page);
      ObjectKey end = range.claim(key(to - 1));
      List<ObjectKey> mine = new ArrayList<>();
      for (int i = next; i < to; i++) {
        if (end == null || key(i).compareTo(end) <= 0) {
          mine.add(key(i));
        }
      }
      handled.addAll(mine);
      if (end != null) {
        return;
      }
      next = to;
      LockSupport.parkNanos(1);
    }
  }

  private static void cut(
      RandomGenerator random,
      int keys,
      ExecutorService threads,
      Phaser walkers,
      Queue<KeyRange> ranges,
      Queue<ObjectKey> handled) {
    for (int i = 0; i < 100; i++) {
      KeyRange range = ranges.poll();
      if (range != null) {
        ranges.add(range);
        KeyRange rest = range.cutAt(key(random.nextInt(keys)));
        if (rest != null) {
          walk(rest, keys, 1 + random.nextInt(9), handled, threads, walkers, ranges);
        }
      }
    }
  }

  @Test
  void remembersOnceThatItsWalkerHadToWait() {
    KeyRange range = KeyRange.everything();
    assertThat(range.wasStarved()).isFalse();

    range.starve();

    assertThat(range.wasStarved()).isTrue();
    assertThat(range.wasStarved()).isFalse();
  }
}
