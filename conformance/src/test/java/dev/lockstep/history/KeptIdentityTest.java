package dev.lockstep.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.endpoint.DeleteReceipt;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.job.OnDivergence;
import dev.lockstep.job.SyncReport;
import dev.lockstep.job.SyncReport.Identities;
import dev.lockstep.object.NotCarried;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.VersionId;
import dev.lockstep.state.VersionMapping.How;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Where a destination lets a client say which id and time a version has.
class KeptIdentityTest {
  private final VersionedBucket from = new VersionedBucket("a", "src").keepingIdentities();
  private final VersionedBucket to = new VersionedBucket("b", "dst");
  private final HistoryRuns runs = new HistoryRuns(from, to);

  private static Identities identities(SyncReport report) {
    SyncReport.Histories histories = report.histories();
    assertThat(histories).isNotNull();
    return histories == null ? new Identities(0, 0, 0, 0) : histories.identities();
  }

  private static List<Named> names(VersionedBucket bucket, String key) {
    return bucket.versions(key).stream()
        .map(version -> new Named(version.id(), version.lastModified(), version.deleteMarker()))
        .toList();
  }

  private record Named(VersionId id, Instant time, boolean marker) {}

  private void write() {
    from.put("a", "one");
    from.pass(5);
    from.put("a", "two");
    from.delete("a");
    from.put("a", "one");
    from.delete("gone");
    to.pass(100_000);
  }

  @Test
  void bothChainsAreCalledTheSameAndAreAsOldAndTheMapSaysSo() {
    write();
    to.keepingIdentities();
    runs.identitiesAreKept();

    SyncReport report = runs.sync();

    assertThat(report.inSync()).isTrue();
    assertThat(identities(report)).isEqualTo(new Identities(5, 0, 0, 0));
    assertThat(report.notCarried()).containsExactly(NotCarried.OWNER);
    for (String key : List.of("a", "gone")) {
      assertThat(names(to, key)).isEqualTo(names(from, key));
    }
    assertThat(runs.remembered())
        .hasSize(5)
        .allSatisfy(mapping -> {
          assertThat(mapping.how()).isEqualTo(How.KEPT_ID);
          assertThat(mapping.destination()).isEqualTo(mapping.source());
        });
  }

  @Test
  void aStoreThatIsNotKnownToTakeThemIsSentNone() {
    write();
    ObjectStore watched =
        new RelayedStore(to.store) {
          @Override
          public WriteReceipt putObject(
              ObjectRef target,
              ObjectAttributes attributes,
              ObjectBody body,
              WriteOptions options) {
            assertThat(target.version()).isNull();
            assertThat(options.modified()).isNull();
            return super.putObject(target, attributes, body, options);
          }

          @Override
          public DeleteReceipt markDeleted(ObjectRef marker, Instant modified) {
            throw new AssertionError("a marker's id was sent");
          }
        };

    SyncReport report =
        runs.sync(
            from.store,
            watched,
            HistoryRuns.PLAIN,
            HistoryRuns.settings(false),
            new UnluckyStore.Life(1 << 30));

    assertThat(report.failures().first()).isEmpty();
    assertThat(report.inSync()).isTrue();
    assertThat(identities(report)).isEqualTo(new Identities(0, 0, 0, 5));
    assertThat(report.notCarried()).contains(NotCarried.VERSION_ID, NotCarried.CREATION_TIME);
    assertThat(runs.remembered()).allMatch(mapping -> mapping.how() == How.COPIED);
  }

  @Test
  void whatSomebodyElseWroteLaterStaysBelowWhatIsAppended() {
    write();
    to.keepingIdentities();
    runs.identitiesAreKept();
    runs.sync();
    to.put("a", "theirs");
    from.put("a", "three");

    SyncReport report = runs.sync(HistoryRuns.with(OnDivergence.APPEND, false));

    assertThat(report.failures().first()).isEmpty();
    assertThat(to.contents().get("a")).endsWith("theirs", "three");
    assertThat(identities(report)).isEqualTo(new Identities(0, 1, 0, 0));
    assertThat(names(to, "a").getLast().id()).isEqualTo(names(from, "a").getLast().id());
  }

  @Test
  void aNullVersionKeepsItsTimeAlone() {
    from.suspend();
    from.put("a", "null one");
    from.resume();
    to.keepingIdentities();
    to.pass(100_000);
    runs.identitiesAreKept();

    SyncReport report = runs.sync();

    assertThat(identities(report)).isEqualTo(new Identities(0, 0, 1, 0));
    ObjectVersion copy = to.versions("a").getFirst();
    assertThat(copy.id().isNull()).isFalse();
    assertThat(copy.lastModified()).isEqualTo(from.versions("a").getFirst().lastModified());
  }

  @Test
  void aMarkerWhoseAnswerIsLostIsLookedForAndNotSentAgain() {
    write();
    to.keepingIdentities();
    runs.identitiesAreKept();
    AtomicInteger marks = new AtomicInteger();
    ObjectStore losing =
        new RelayedStore(to.store) {
          @Override
          public DeleteReceipt markDeleted(ObjectRef marker, Instant modified) {
            DeleteReceipt receipt = super.markDeleted(marker, modified);
            marks.incrementAndGet();
            throw TwoBuckets.failure(
                new StoreFailure.Transient(TwoBuckets.detail("NoAnswer: " + receipt), true));
          }
        };

    SyncReport report =
        runs.sync(
            from.store,
            losing,
            HistoryRuns.PLAIN,
            HistoryRuns.settings(false),
            new UnluckyStore.Life(1 << 30));

    assertThat(report.inSync()).isTrue();
    assertThat(marks).hasValue(2);
    assertThat(names(to, "a")).isEqualTo(names(from, "a"));
  }
}
