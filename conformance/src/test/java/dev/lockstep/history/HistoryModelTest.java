package dev.lockstep.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.job.SyncReport;
import dev.lockstep.telemetry.RequestKind;
import dev.lockstep.testkit.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Random histories, brought over by runs that fail and are killed at any request, against a model:
/// what was ever written to each key. `-Dlockstep.histories=N` tries N of each kind.
class HistoryModelTest {
  private static final int TRIALS = Integer.getInteger("lockstep.histories", 300);
  private static final List<String> KEYS = List.of("a", "ab", "a/", "a//b", "../x", "ü", "z\n");

  @Test
  void theDestinationIsAlwaysAnOrderedImageAndInTheEndTheSame() {
    Seeded.trials(TRIALS, random -> new Trial(random, true).run());
  }

  @Test
  void contentsThatRepeatAreNotMistakenForOneAnother() {
    Seeded.trials(TRIALS, random -> new Trial(random, false).run());
  }

  @Test
  void aLostMapMakesNothingWrong() {
    Seeded.trials(TRIALS, random -> new Trial(random, random.nextBoolean()).runForgetful());
  }

  @Test
  void aStoreThatOrdersByTimesWhichAreSaidHoldsTheSameImage() {
    Seeded.trials(
        TRIALS, random -> new Trial(random, random.nextBoolean()).keepingIdentities().run());
  }

  @Test
  void aLostMapMakesNothingWrongWhereIdentitiesAreKept() {
    Seeded.trials(
        TRIALS,
        random -> new Trial(random, random.nextBoolean()).keepingIdentities().runForgetful());
  }

  private static final class Trial {
    private final RandomGenerator random;
    private final boolean distinct;
    private final VersionedBucket from = new VersionedBucket("a", "src");
    private final VersionedBucket to = new VersionedBucket("b", "dst");
    private final HistoryRuns runs = new HistoryRuns(from, to);
    private int written;

    /// @param distinct whether no two versions have the same content
    Trial(RandomGenerator random, boolean distinct) {
      this.random = random;
      this.distinct = distinct;
    }

    Trial keepingIdentities() {
      from.keepingIdentities();
      to.keepingIdentities();
      runs.identitiesAreKept();
      return this;
    }

    void run() {
      for (int round = random.nextInt(1, 5); round > 0; round--) {
        write();
        unluckyRun();
        theDestinationIsAnImage();
      }
      inStep(runs.sync());
      inStepAfterPurging();
    }

    /// The map is lost between runs. What can't be told is said; what is said to be in step is.
    void runForgetful() {
      for (int round = random.nextInt(1, 5); round > 0; round--) {
        write();
        unluckyRun();
        if (random.nextBoolean()) {
          runs.forget();
        }
      }
      theDestinationIsAnImage();
      runs.forget();
      SyncReport report = runs.sync();
      theDestinationIsAnImage();
      if (report.inSync()) {
        from.contents()
            .forEach((key, contents) ->
                assertThat(to.contents().getOrDefault(key, List.of()))
                    .as(key)
                    .containsSubsequence(contents)
                    .endsWith(contents.getLast()));
      } else {
        assertThat(report.failures().count()).isPositive();
        assertThat(report.failures().first())
            .allSatisfy(failure ->
                assertThat(failure.code())
                    .isIn("Diverged", "AmbiguousHistory", "OlderVersionMissing", "OrderUnknown"));
      }
    }

    private void write() {
      for (int i = random.nextInt(12); i > 0; i--) {
        from.pass(random.nextInt(4) * 400L);
        String key = KEYS.get(random.nextInt(KEYS.size()));
        switch (random.nextInt(10)) {
          case 0, 1 -> from.delete(key);
          case 2 -> from.purgeOne(key, random);
          case 3 -> {
            from.suspend();
            from.put(key, content());
            from.resume();
          }
          default -> from.put(key, content());
        }
      }
      to.pass(random.nextInt(3000));
    }

    private String content() {
      written++;
      return distinct ? "content " + written : "content " + random.nextInt(2);
    }

    private void unluckyRun() {
      int lives = random.nextBoolean() ? random.nextInt(1, 60) : 1 << 30;
      int oneIn = random.nextBoolean() ? 0 : random.nextInt(3, 20);
      UnluckyStore.Life life = new UnluckyStore.Life(lives);
      int pageSize = random.nextInt(2, 9);
      ObjectStore source = new UnluckyStore(from.store, random, life, oneIn, pageSize);
      ObjectStore destination = new UnluckyStore(to.store, random, life, oneIn, pageSize);
      try {
        SyncReport report =
            runs.sync(
                source,
                destination,
                random.nextInt(3) == 0 ? HistoryRuns.PURGING : HistoryRuns.PLAIN,
                HistoryRuns.settings(false),
                life);
        assertThat(!report.inSync() || report.complete()).isTrue();
      } catch (UnluckyStore.Killed e) {
        assertThat(life.isOver()).isTrue();
      }
    }

    /// What stands at the destination came from the source, in its order, and nothing came before
    /// what it must stand on; a write that was done twice may still stand there twice.
    private void theDestinationIsAnImage() {
      to.contents()
          .forEach((key, contents) ->
              assertThat(isImage(contents, from.ever(key)))
                  .as(key + ": " + contents + " of " + from.ever(key))
                  .isTrue());
    }

    private static boolean isImage(List<String> contents, List<String> ever) {
      int at = -1;
      String before = "";
      for (String content : contents) {
        int next = indexAfter(ever, content, at);
        if (next < 0 && !content.equals(before)) {
          return false;
        }
        at = Math.max(at, next);
        before = content;
      }
      return true;
    }

    private static int indexAfter(List<String> ever, String content, int at) {
      for (int i = at + 1; i < ever.size(); i++) {
        if (ever.get(i).equals(content)) {
          return i;
        }
      }
      return -1;
    }

    private void inStep(SyncReport report) {
      assertThat(report.failures().first()).isEmpty();
      assertThat(report.failure()).isNull();
      assertThat(report.inSync()).isTrue();
      runs.sync();
      assertThat(runs.counts.snapshot().keySet())
          .as("a second run lists, and asks nothing")
          .isSubsetOf(RequestKind.LIST_VERSIONS, RequestKind.BUCKET);
    }

    private void inStepAfterPurging() {
      Map<String, List<String>> wanted = from.contents();
      long there = to.contents().values().stream().mapToLong(List::size).sum();
      long here = wanted.values().stream().mapToLong(List::size).sum();
      SyncReport report = runs.sync(HistoryRuns.PURGING);
      if (report.deletions().refusal() != null) {
        assertThat(here == 0 || there == report.deletions().planned()).isTrue();
        return;
      }
      assertThat(report.inSync()).isTrue();
      assertThat(to.contents()).isEqualTo(wanted);
      assertThat(new ArrayList<>(to.contents().keySet()))
          .isEqualTo(new ArrayList<>(wanted.keySet()));
    }
  }
}
