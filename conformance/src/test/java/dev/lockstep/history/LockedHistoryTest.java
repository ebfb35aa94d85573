package dev.lockstep.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.conformance.LackingStore;
import dev.lockstep.conformance.RelayedObject;
import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.endpoint.BucketOptions;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.job.ObjectFailure;
import dev.lockstep.job.RunFailure;
import dev.lockstep.job.SyncReport;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.ObjectLock.Mode;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.StorageClass;
import dev.lockstep.telemetry.RequestKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Histories of locked versions.
class LockedHistoryTest {
  private static final Instant LATER = Instant.parse("2040-01-01T00:00:00Z");
  private static final ObjectLock RETAINED = ObjectLock.retention(Mode.GOVERNANCE, LATER);

  private static final ObjectAttributes RARE =
      new ObjectAttributes(
          Map.of(ContentHeader.WEBSITE_REDIRECT, "/else"),
          Map.of(),
          Map.of(),
          new StorageClass("STANDARD_IA"),
          null);

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

  /// Tells what locks a current version alone, as versitygw 1.8 does; and all where it is asked for
  /// just that.
  private final class Hiding extends RelayedStore {
    Hiding() {
      super(from.store);
    }

    @Override
    public ObjectHead headObject(ObjectRef object, ReadOptions options) {
      return told(object, super.headObject(object, options));
    }

    @Override
    public FetchedObject fetchObject(ObjectRef object, ReadOptions options) {
      FetchedObject fetched = super.fetchObject(object, options);
      return new RelayedObject(fetched, told(object, fetched.head()));
    }

    private ObjectHead told(ObjectRef object, ObjectHead head) {
      boolean replaced =
          from.versions(object.key().text()).stream()
              .anyMatch(version -> version.id().equals(object.version()) && !version.latest());
      return replaced ? head.withLock(ObjectLock.NONE) : head;
    }
  }

  /// A destination that writes what it gets, and answers something else.
  private final class Answering extends RelayedStore {
    private final BiFunction<ObjectLock, WriteReceipt, WriteReceipt> answer;

    /// @param answer of what was written with a lock; may throw
    Answering(BiFunction<ObjectLock, WriteReceipt, WriteReceipt> answer) {
      super(to.store);
      this.answer = answer;
    }

    @Override
    public boolean canCopyFrom(ObjectStore other) {
      return false;
    }

    @Override
    public WriteReceipt putObject(
        ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
      WriteReceipt receipt = super.putObject(target, attributes, body, options);
      return answer.apply(attributes.lock(), receipt);
    }
  }

  /// The lock of the current version of another key is told first, and proves nothing.
  @Test
  void theLocksOfOlderVersionsArriveWhereNoReadTellsThem() {
    from.put("A", "other", ObjectAttributes.NONE.withLock(RETAINED));
    for (int i = 0; i < 20; i++) {
      put("unlocked " + i, ObjectLock.NONE);
    }
    put("one", RETAINED);
    put("two", ObjectLock.HOLD);
    put("three", RETAINED.withLegalHold(true));
    put("four", RETAINED);

    SyncReport report = sync(new Hiding(), to.store);

    assertThat(report.failures().first()).isEmpty();
    assertThat(report.copies().notes()).isEmpty();
    assertThat(report.inSync()).isTrue();
    assertThat(locks(to)).isEqualTo(locks(from)).hasSize(24);
    assertThat(runs.counts.count(RequestKind.RETENTION_GET)).isEqualTo(23);
    assertThat(runs.counts.count(RequestKind.LEGAL_HOLD_GET)).isEqualTo(23);
    assertThat(sync(new Hiding(), to.store).inSync()).isTrue();
    assertThat(runs.counts.snapshot().keySet())
        .isSubsetOf(RequestKind.LIST_VERSIONS, RequestKind.BUCKET);
  }

  @Test
  void noVersionIsAskedForByItselfOnceAReplacedOneHasToldItsLock() {
    put("one", ObjectLock.NONE);
    put("two", RETAINED);
    put("three", ObjectLock.NONE);
    put("four", ObjectLock.NONE);

    assertThat(runs.sync().inSync()).isTrue();

    assertThat(locks(to)).isEqualTo(locks(from)).hasSize(4);
    assertThat(runs.counts.count(RequestKind.RETENTION_GET)).isEqualTo(1);
    assertThat(runs.counts.count(RequestKind.LEGAL_HOLD_GET)).isEqualTo(1);
  }

  @Test
  void thatTheSourceMayNotBeAskedForLocksByThemselvesIsNoted() {
    put("one", RETAINED);
    put("two", ObjectLock.NONE);
    put("three", ObjectLock.NONE);
    ObjectStore closed =
        new RelayedStore(from.store) {
          @Override
          public ObjectLock fetchRetention(ObjectRef object) {
            throw TwoBuckets.failure(new StoreFailure.Denied(TwoBuckets.detail("AccessDenied")));
          }
        };

    SyncReport report = sync(closed, to.store);

    assertThat(report.inSync()).isTrue();
    assertThat(report.copies().notes()).isEmpty();
    assertThat(locks(to)).isEqualTo(locks(from));
    put("four", ObjectLock.NONE);
    SyncReport other = sync(closed, to.store);
    assertThat(other.inSync()).isTrue();
    assertThat(other.copies().notes())
        .singleElement()
        .asString()
        .contains("GetObjectRetention: AccessDenied");
  }

  @Test
  void hiddenLocksAreCountedBeforeAnythingIsWrittenWhereTheDestinationHasNone() {
    put("one", RETAINED);
    put("two", ObjectLock.NONE);
    runs.lacks(Capability.OBJECT_LOCK);

    SyncReport report = sync(new Hiding(), to.store);

    RunFailure failure = Objects.requireNonNull(report.failure(), report.toString());
    assertThat(failure.message()).contains("object lock of 1 object (a)");
    assertThat(to.contents()).isEmpty();
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
    ETag wrong = new ETag("0123456789abcdef0123456789abcdef");
    ObjectStore lying =
        new Answering((_, receipt) ->
            new WriteReceipt(wrong, receipt.version(), receipt.encryption(), List.of()));

    SyncReport report = sync(lying);

    assertThat(report.failures().first())
        .singleElement()
        .satisfies(failure -> {
          assertThat(failure.code()).isEqualTo("Corrupted");
          assertThat(failure.message()).contains("can't be removed: AccessDenied");
        });
    assertThat(to.contents().get("a")).hasSize(1);
  }

  /// What is refused writes nothing, and what is written with a lock can't be taken back: so a
  /// version that comes with less is written once.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLockedVersionOfWhichSomethingIsRefusedIsWrittenOnce(boolean alsoTheRedirect) {
    put("one", ObjectLock.NONE);
    from.put("a", "two", RARE.withLock(RETAINED));
    from.pass(1000);
    put("three", ObjectLock.NONE);

    SyncReport report =
        sync(
            new LackingStore(
                to.store, sent -> kept(sent, alsoTheRedirect), LackingStore.Manner.REFUSES));

    assertThat(report.inSync()).isTrue();
    assertThat(report.copies().notes())
        .singleElement()
        .asString()
        .startsWith("a: written without ")
        .contains("storage class STANDARD_IA");
    assertThat(to.contents().get("a")).containsExactly("one", "two", "three");
    assertThat(locks(to)).isEqualTo(locks(from));
  }

  private static ObjectAttributes kept(ObjectAttributes sent, boolean withoutRedirect) {
    Map<ContentHeader, String> headers = new HashMap<>(sent.headers());
    if (withoutRedirect) {
      headers.remove(ContentHeader.WEBSITE_REDIRECT);
    }
    return new ObjectAttributes(
            headers, sent.userMetadata(), sent.tags(), StorageClass.STANDARD, sent.encryption())
        .withLock(sent.lock());
  }

  @Test
  void aLockedVersionThatWasSentTwiceIsToldAndIsNoDifferenceLater() {
    put("one", RETAINED);
    put("two", ObjectLock.NONE);
    AtomicBoolean lost = new AtomicBoolean();
    ObjectStore losing =
        new Answering((lock, receipt) -> {
          if (!lock.isNone() && lost.compareAndSet(false, true)) {
            throw TwoBuckets.failure(
                new StoreFailure.Transient(TwoBuckets.detail("NoAnswer: " + receipt), true));
          }
          return receipt;
        });

    SyncReport report = sync(losing);

    assertThat(report.inSync()).isTrue();
    assertThat(report.copies().notes())
        .singleElement()
        .asString()
        .contains("is there besides, as it was written more than once, and can't be removed");
    assertThat(to.contents().get("a")).containsExactly("one", "one", "two");
    SyncReport second = runs.sync();
    assertThat(second.inSync()).isTrue();
    assertThat(second.verdict().onlyInDestination()).isEqualTo(1);
    assertThat(runs.counts.snapshot().keySet())
        .isSubsetOf(RequestKind.LIST_VERSIONS, RequestKind.BUCKET);
  }

  private SyncReport sync(ObjectStore destination) {
    return sync(from.store, destination);
  }

  private SyncReport sync(ObjectStore source, ObjectStore destination) {
    return runs.sync(
        source,
        destination,
        HistoryRuns.PLAIN,
        HistoryRuns.settings(false),
        new UnluckyStore.Life(1 << 30));
  }
}
