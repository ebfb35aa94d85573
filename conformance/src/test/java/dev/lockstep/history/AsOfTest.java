package dev.lockstep.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.conformance.DisorderlyStore;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.copy.CopySettings;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.RetryingStore;
import dev.lockstep.job.CompareJob;
import dev.lockstep.job.CompareReport;
import dev.lockstep.job.SyncJob;
import dev.lockstep.job.SyncReport;
import dev.lockstep.job.SyncSettings;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.plan.MaxDelete;
import dev.lockstep.selection.Selection;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.RequestCounts;
import dev.lockstep.testkit.Seeded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

  /// A marker that came at the same time as versions, and may be listed apart from them.
  private static void putInNoOrder(VersionedBucket bucket, String key) {
    bucket.delete(key);
    bucket.put(key, "one");
    bucket.put(key, "two");
  }

  /// Two keys in no order, one of them at the destination too; and one in order.
  private static void someInNoOrder(VersionedBucket from, VersionedBucket to) {
    putInNoOrder(from, "a");
    from.put("b", "then");
    putInNoOrder(from, "c");
    to.put("a", "as it was");
    to.put("extra", "to be deleted");
    from.pass(2000);
  }

  @Test
  void aKeyOfWhichNobodyCanTellWhatItWasIsARowAndLeftAlone() {
    VersionedBucket from = new VersionedBucket("a", "src");
    VersionedBucket to = new VersionedBucket("b", "dst");
    someInNoOrder(from, to);
    Instant then = from.now();
    from.pass(2000);
    from.put("b", "now");

    SyncReport report = sync(from, to, deleting(false).asOf(then));

    assertThat(report.failure()).isNull();
    assertThat(report.verdict().complete()).isTrue();
    assertThat(report.inSync()).isFalse();
    assertThat(report.failures().first())
        .extracting(failure -> failure.key() + " " + failure.code())
        .containsExactlyInAnyOrder("a OrderUnknown", "c OrderUnknown");
    assertThat(report.failures().first().getFirst().message())
        .contains("is not known, as")
        .contains("the same time");
    assertThat(current(to)).isEqualTo(Map.of("a", "as it was", "b", "then"));
    assertThat(to.contents().get("a")).hasSize(1);
    assertThat(sync(from, to, deleting(false).asOf(then)).failures().first()).hasSize(2);
  }

  @Test
  void aDryRunPlansNothingForAKeyOfWhichNobodyCanTellWhatItWas() {
    VersionedBucket from = new VersionedBucket("a", "src");
    VersionedBucket to = new VersionedBucket("b", "dst");
    someInNoOrder(from, to);

    SyncReport report = sync(from, to, deleting(true).asOf(from.now()));

    assertThat(report.failure()).isNull();
    assertThat(report.inSync()).isFalse();
    assertThat(report.planned().objects()).isEqualTo(1);
    assertThat(report.deletions().planned()).isEqualTo(1);
  }

  @Test
  void aComparisonTellsTheKeyAndDoesNotDecideIt() {
    VersionedBucket from = new VersionedBucket("a", "src");
    VersionedBucket to = new VersionedBucket("b", "dst");
    someInNoOrder(from, to);
    List<String> rows = Collections.synchronizedList(new ArrayList<>());

    CompareReport report =
        new CompareJob(
                from.scope(from.store),
                to.scope(to.store),
                Selection.EVERYTHING,
                CompareBy.CONTENT,
                2,
                from.now(),
                new RequestCounts(),
                new Progress(),
                difference -> rows.add(difference.key() + " " + difference.reason()))
            .run();

    ComparisonResult result = Objects.requireNonNull(report.result(), report.toString());
    assertThat(rows)
        .containsExactlyInAnyOrder(
            "a ORDER_UNKNOWN", "b ONLY_IN_SOURCE", "c ORDER_UNKNOWN", "extra ONLY_IN_DESTINATION");
    assertThat(result.undecided()).isEqualTo(2);
    assertThat(result.different()).isEqualTo(2);
    assertThat(report.identical()).isFalse();
  }

  /// What is sorted is compared in one walk: the source is still what it was.
  @ParameterizedTest
  @EnumSource
  void theDestinationBecomesWhatTheSourceWasThoughItListsOutOfOrder(DisorderlyStore.Order order) {
    VersionedBucket from = new VersionedBucket("a", "src");
    VersionedBucket to = new VersionedBucket("b", "dst");
    for (String key : List.of("B", "a", "c", "d", "gone")) {
      from.put(key, "then");
      to.put(key, "before");
    }
    to.put("extra", "to be deleted");
    Instant then = from.now();
    from.pass(2000);
    from.put("a", "now");
    from.put("new", "now");
    from.delete("gone");
    ObjectStore disorderly = new DisorderlyStore(to.store, order, 3);

    SyncReport report = sync(from, from.store, to, disorderly, deleting(false).asOf(then));

    assertThat(report.failures().first()).isEmpty();
    assertThat(report.inSync()).as(report.toString()).isTrue();
    assertThat(current(to))
        .isEqualTo(Map.of("B", "then", "a", "then", "c", "then", "d", "then", "gone", "then"));
    assertThat(report.deletions().deleted()).isEqualTo(1);
  }

  /// Nothing is planned for what nobody knows, also where the destination is sorted first.
  @Test
  void aKeyOfWhichNobodyCanTellWhatItWasIsARowWhereTheDestinationListsOutOfOrder() {
    VersionedBucket from = new VersionedBucket("a", "src");
    VersionedBucket to = new VersionedBucket("b", "dst");
    someInNoOrder(from, to);
    ObjectStore disorderly = new DisorderlyStore(to.store, DisorderlyStore.Order.SHUFFLED, 2);

    SyncReport report = sync(from, from.store, to, disorderly, deleting(false).asOf(from.now()));

    assertThat(report.failures().first())
        .extracting(failure -> failure.key() + " " + failure.code())
        .containsExactlyInAnyOrder("a OrderUnknown", "c OrderUnknown");
    assertThat(current(to)).isEqualTo(Map.of("a", "as it was", "b", "then"));
  }

  /// What was not listed is asked for once more, by itself: then nobody can tell whether it was
  /// there, and it stays.
  @Test
  void whatIsToBeDeletedStaysWhereNobodyCanTellWhetherItWasThere() {
    VersionedBucket from = new VersionedBucket("a", "src");
    VersionedBucket to = new VersionedBucket("b", "dst");
    someInNoOrder(from, to);
    ObjectStore hiding = new HidingVersions(from.store, (key, _) -> key.text().equals("a"));

    SyncReport report = sync(from, hiding, to, to.store, deleting(false).asOf(from.now()));

    assertThat(report.deletions().planned()).isEqualTo(2);
    assertThat(report.deletions().deleted()).isEqualTo(1);
    assertThat(report.inSync()).isFalse();
    assertThat(report.failures().first())
        .extracting(failure -> failure.key() + " " + failure.code())
        .contains("a OrderUnknown", "c OrderUnknown");
    assertThat(current(to)).isEqualTo(Map.of("a", "as it was", "b", "then"));
  }

  private static SyncSettings deleting(boolean dryRun) {
    return new SyncSettings(
        Selection.EVERYTHING,
        CompareBy.CONTENT,
        CopySettings.STANDARD,
        true,
        MaxDelete.parse("100%"),
        Long.MAX_VALUE,
        dryRun,
        4,
        2);
  }

  private static SyncReport sync(VersionedBucket from, VersionedBucket to, Instant moment) {
    return sync(from, to, HistoryRuns.settings(false).asOf(moment));
  }

  private static SyncReport sync(VersionedBucket from, VersionedBucket to, SyncSettings settings) {
    return sync(from, from.store, to, to.store, settings);
  }

  /// @param source the store of the one bucket, as the run sees it
  /// @param destination that of the other
  private static SyncReport sync(
      VersionedBucket from,
      ObjectStore source,
      VersionedBucket to,
      ObjectStore destination,
      SyncSettings settings) {
    RequestCounts counts = new RequestCounts();
    assertThat(settings.by()).isEqualTo(CompareBy.CONTENT);
    return new SyncJob(
            from.scope(new RetryingStore(source, TwoBuckets.atOnce(), counts)),
            to.scope(new RetryingStore(destination, TwoBuckets.atOnce(), counts)),
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
