package dev.lockstep.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.job.HistorySettings;
import dev.lockstep.job.ObjectFailure;
import dev.lockstep.job.OnDivergence;
import dev.lockstep.job.SyncReport;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.ObjectVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `--delete-versions` removes: what the source has lost for certain, and nothing else.
class RemovedVersionsTest {
  private final VersionedBucket from = new VersionedBucket("a", "src");
  private final VersionedBucket to = new VersionedBucket("b", "dst");
  private final HistoryRuns runs = new HistoryRuns(from, to);

  private SyncReport purge(ObjectStore source) {
    return runs.sync(
        source,
        to.store,
        HistoryRuns.PURGING,
        HistoryRuns.settings(false),
        new UnluckyStore.Life(1 << 30));
  }

  private void remove(String key, int place) {
    ObjectVersion version = from.versions(key).get(place);
    from.store.deleteObject(new ObjectRef(from.bucket, ObjectKey.of(key), version.id()));
  }

  @Test
  void whatTheSourceHasLostGoesAndAllElseStays() {
    for (String key : List.of("a", "a/", "ab")) {
      from.put(key, "one");
      from.pass(1000);
      from.delete(key);
      from.pass(1000);
      from.put(key, "two");
      from.pass(1000);
    }
    runs.sync();
    remove("a", 0);
    remove("a", 0);

    SyncReport report = purge(from.store);

    assertThat(report.failures().first()).isEmpty();
    assertThat(report.inSync()).isTrue();
    assertThat(report.deletions().deleted()).isEqualTo(2);
    assertThat(to.contents()).isEqualTo(from.contents());
  }

  /// A version can be asked for by its id, a delete marker can't.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatTheSourceHidesFromItsListingIsNotRemoved(boolean marker) {
    from.put("a", "one");
    from.pass(1000);
    from.delete("a");
    from.pass(1000);
    from.put("b", "other");
    runs.sync();
    ObjectStore hiding =
        new HidingVersions(
            from.store,
            (key, version) -> key.text().equals("a") && version.deleteMarker() == marker);

    SyncReport report = purge(hiding);

    assertThat(report.inSync()).isFalse();
    assertThat(report.deletions().planned()).isEqualTo(1);
    assertThat(report.deletions().deleted()).isZero();
    assertThat(report.failures().first())
        .extracting(ObjectFailure::code)
        .containsExactly("NotListed");
    assertThat(to.contents()).isEqualTo(from.contents());
    assertThat(runs.sync().inSync()).isTrue();
  }

  /// It may have other metadata, and nobody asked for removals.
  @Test
  void whatSomebodyElseHasWrittenOnTopOnceMoreStaysAndIsTold() {
    from.put("a", "one");
    from.pass(1000);
    runs.sync();
    to.pass(5000);
    to.put("a", "one");

    SyncReport report = runs.sync();
    assertThat(report.inSync()).isTrue();
    assertThat(report.verdict().onlyInDestination()).isEqualTo(1);
    assertThat(to.contents().get("a")).containsExactly("one", "one");

    from.put("a", "two");
    assertThat(runs.sync().inSync()).isTrue();
    assertThat(to.contents().get("a")).containsExactly("one", "one", "two");
  }

  /// Removals wait until every key is understood.
  @Test
  void nothingIsRemovedWhileTheOrderOfAKeyIsUnknown() {
    from.put("a", "first");
    from.pass(1000);
    from.put("a", "second");
    from.pass(1000);
    from.put("b", "stays");
    from.pass(1000);
    runs.sync();
    remove("a", 0);
    remove("a", 0);
    from.delete("a");
    from.put("a", "third");
    from.put("a", "fourth");
    from.pass(1000);
    HistorySettings unknowing =
        new HistorySettings(WhichVersions.ALL, OnDivergence.REPORT, true, false, false, false);

    SyncReport report =
        runs.sync(
            from.store,
            to.store,
            unknowing,
            HistoryRuns.settings(false),
            new UnluckyStore.Life(1 << 30));

    assertThat(report.inSync()).isFalse();
    assertThat(report.failures().first())
        .extracting(ObjectFailure::code)
        .containsExactly("OrderUnknown");
    assertThat(report.deletions().refusal()).isNotNull();
    assertThat(report.deletions().deleted()).isZero();
    assertThat(to.contents().get("a")).containsExactly("first", "second");
  }
}
