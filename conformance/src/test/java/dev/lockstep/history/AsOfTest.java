package dev.lockstep.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.endpoint.RetryingStore;
import dev.lockstep.job.SyncJob;
import dev.lockstep.job.SyncReport;
import dev.lockstep.job.SyncSettings;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.RequestCounts;
import dev.lockstep.testkit.Seeded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Syncs of what a source held at a moment of the past, against a model that took note of it then.
class AsOfTest {
  private static final List<String> KEYS = List.of("a", "ab", "a/", "b//c", "ü");

  @Test
  void theDestinationBecomesWhatTheSourceWas() {
    Seeded.trials(100, AsOfTest::trial);
  }

  private static void trial(RandomGenerator random) {
    VersionedBucket from = new VersionedBucket("a", "src");
    VersionedBucket to = new VersionedBucket("b", "dst");
    Map<String, String> now = new TreeMap<>();
    List<Instant> moments = new ArrayList<>();
    List<Map<String, String>> contents = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String key = KEYS.get(random.nextInt(KEYS.size()));
      if (random.nextInt(3) == 0) {
        from.delete(key);
        now.remove(key);
      } else {
        from.put(key, "content " + i);
        now.put(key, "content " + i);
      }
      moments.add(from.now());
      contents.add(new TreeMap<>(now));
      from.pass(2000);
    }

    int then = random.nextInt(moments.size());
    SyncReport report = sync(from, to, moments.get(then));

    assertThat(report.failures().first()).isEmpty();
    assertThat(report.inSync()).isTrue();
    assertThat(current(to)).isEqualTo(contents.get(then));
  }

  private static SyncReport sync(VersionedBucket from, VersionedBucket to, Instant moment) {
    RequestCounts counts = new RequestCounts();
    SyncSettings settings = HistoryRuns.settings(false).asOf(moment);
    assertThat(settings.by()).isEqualTo(CompareBy.CONTENT);
    return new SyncJob(
            from.scope(new RetryingStore(from.store, TwoBuckets.atOnce(), counts)),
            to.scope(new RetryingStore(to.store, TwoBuckets.atOnce(), counts)),
            settings,
            RunNotes.none(),
            counts,
            new Progress(),
            _ -> {},
            () -> TwoBuckets.NOW,
            TwoBuckets.atOnce())
        .run();
  }

  private static Map<String, String> current(VersionedBucket bucket) {
    return bucket.contents().entrySet().stream()
        .filter(entry -> !entry.getValue().getLast().equals(VersionedBucket.MARKER))
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().getLast()));
  }
}
