package dev.lockstep.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.endpoint.BucketOptions;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.job.ObjectFailure;
import dev.lockstep.job.SyncReport;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.ObjectLock.Mode;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.telemetry.RequestKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Histories of locked versions.
class LockedHistoryTest {
  private static final Instant LATER = Instant.parse("2040-01-01T00:00:00Z");
  private static final ObjectLock RETAINED = ObjectLock.retention(Mode.GOVERNANCE, LATER);

  private final VersionedBucket from = new VersionedBucket("a", "src", BucketOptions.LOCKING);
  private final VersionedBucket to = new VersionedBucket("b", "dst", BucketOptions.LOCKING);
  private final HistoryRuns runs = new HistoryRuns(from, to);

  private void put(String content, ObjectLock lock) {
    from.put("a", content, ObjectAttributes.NONE.withLock(lock));
    from.pass(1000);
  }

  private List<ObjectLock> locks(VersionedBucket bucket) {
    return bucket.versions("a").stream()
        .map(version ->
            bucket.store.headObject(at(bucket, version), ReadOptions.PLAIN).attributes().lock())
        .toList();
  }

  private static ObjectRef at(VersionedBucket bucket, ObjectVersion version) {
    return new ObjectRef(bucket.bucket, ObjectKey.of("a"), version.id());
  }

  @Test
  void eachVersionKeepsItsOwnRetentionAndHold() {
    put("one", RETAINED);
    put("two", ObjectLock.HOLD);
    put("three", ObjectLock.NONE);
    put("four", RETAINED.withLegalHold(true));

    SyncReport report = runs.sync();

    assertThat(report.failures().first()).isEmpty();
    assertThat(report.inSync()).isTrue();
    assertThat(locks(to)).isEqualTo(locks(from)).hasSize(4);
  }

  @Test
  void aLockedVersionThatIsToBeRemovedIsARowAndIsNotAskedForTwice() {
    put("one", RETAINED);
    put("two", ObjectLock.NONE);
    put("three", ObjectLock.NONE);
    runs.sync();
    from.store.deleteRetained(at(from, from.versions("a").getFirst()));

    SyncReport report = runs.sync(HistoryRuns.PURGING);

    assertThat(report.inSync()).isFalse();
    assertThat(report.failures().first())
        .extracting(ObjectFailure::code)
        .containsExactly("AccessDenied");
    assertThat(to.contents().get("a")).containsExactly("one", "two", "three");
    assertThat(runs.counts.count(RequestKind.DELETE)).isEqualTo(1);
  }

  @Test
  void aWrongVersionThatIsLockedIsToldAndNothingIsWrittenOnTopOfIt() {
    put("one", RETAINED);
    put("two", RETAINED);
    ObjectStore lying =
        new RelayedStore(to.store) {
          @Override
          public boolean canCopyFrom(ObjectStore other) {
            return false;
          }

          @Override
          public WriteReceipt putObject(
              ObjectRef target,
              ObjectAttributes attributes,
              ObjectBody body,
              WriteOptions options) {
            WriteReceipt receipt = super.putObject(target, attributes, body, options);
            return new WriteReceipt(
                new ETag("0123456789abcdef0123456789abcdef"),
                receipt.version(),
                receipt.encryption(),
                List.of());
          }
        };

    SyncReport report =
        runs.sync(
            from.store,
            lying,
            HistoryRuns.PLAIN,
            HistoryRuns.settings(false),
            new UnluckyStore.Life(1 << 30));

    assertThat(report.failures().first())
        .singleElement()
        .satisfies(failure -> {
          assertThat(failure.code()).isEqualTo("Corrupted");
          assertThat(failure.message()).contains("can't be removed: AccessDenied");
        });
    assertThat(to.contents().get("a")).hasSize(1);
  }
}
