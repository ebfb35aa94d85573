package dev.lockstep.copy;

import static dev.lockstep.conformance.TwoBuckets.DST;
import static dev.lockstep.conformance.TwoBuckets.NOW;
import static dev.lockstep.conformance.TwoBuckets.SRC;
import static dev.lockstep.conformance.TwoBuckets.in;
import static dev.lockstep.testkit.StoreUnderTest.pattern;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.copy.CopyOutcome.Copied;
import dev.lockstep.copy.Fidelity.Level;
import dev.lockstep.endpoint.BucketOptions;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.VersionsRequest;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.Attribute;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ETag;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.ObjectLock.Mode;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.StorageClass;
import dev.lockstep.sandbox.InMemoryObjectStore;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.telemetry.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Locks travel with an object, in each way that it can be copied.
class LockedObjectsTest {
  private static final BucketName LOCKING = new BucketName("locking");
  private static final ObjectRef COPY = in(LOCKING, "copy");
  private static final ObjectLock LOCK =
      ObjectLock.retention(Mode.COMPLIANCE, NOW.plus(Duration.ofDays(365))).withLegalHold(true);

  private final ObjectStore source = store("a");
  private final ObjectStore destination = store("b");
  private Instant now = NOW;

  LockedObjectsTest() {
    source.createBucket(SRC, BucketOptions.LOCKING);
    source.createBucket(LOCKING, BucketOptions.LOCKING);
    destination.createBucket(LOCKING, BucketOptions.LOCKING);
    destination.createBucket(DST);
  }

  private static ObjectStore store(String name) {
    return new InMemoryObjectStore(
        name, new SandboxStore(() -> NOW, TwoBuckets.SMALL, SandboxStore.DEFAULT_REGION));
  }

  private Copied copy(ObjectStore from, ObjectStore to, ObjectRef target, Level level) {
    ObjectHead head = source.headObject(in(SRC, "key"), ReadOptions.PLAIN);
    CopyRequest request =
        new CopyRequest(
            in(SRC, "key"), target, head.size(), head.etag(), head.attributes().storageClass());
    CopySettings settings =
        new CopySettings(Fidelity.STANDARD.with(Attribute.OBJECT_LOCK, level), null, null, 10_000);
    CopyOutcome outcome =
        new ObjectCopier(
                from,
                to,
                settings,
                TwoBuckets.atOnce(),
                2,
                2,
                new OpenUploads(to, UploadLog.NONE, () -> NOW, List.of()),
                new Progress(),
                new SourceLocks(from),
                () -> now,
                () -> false)
            .copy(request);
    assertThat(outcome).isInstanceOf(Copied.class);
    return (Copied) outcome;
  }

  private void put(int size, ObjectLock lock) {
    source.putObject(
        in(SRC, "key"),
        ObjectAttributes.NONE.withLock(lock),
        ObjectBody.of(pattern(size, 1)),
        WriteOptions.PLAIN);
  }

  private void putInOneOrInParts(int size) {
    if (size > TwoBuckets.SMALL.singleWrite()) {
      TwoBuckets.putParts(
          source, in(SRC, "key"), ObjectAttributes.NONE.withLock(LOCK), size / 2, size / 2);
    } else {
      put(size, LOCK);
    }
  }

  private static ObjectLock lock(ObjectStore store) {
    return store.headObject(COPY, ReadOptions.PLAIN).attributes().lock();
  }

  @ParameterizedTest
  @CsvSource({"10, RELAY_BUFFERED", "600_000, RELAY_STREAMED", "2_000_000, RELAY_PARTS"})
  void aLockGoesToAnotherStore(String size, CopyMethod method) {
    putInOneOrInParts(Integer.parseInt(size.replace("_", "")));

    Copied copied = copy(source, destination, COPY, Level.MUST);

    assertThat(copied.method()).isEqualTo(method);
    assertThat(copied.notes()).isEmpty();
    assertThat(lock(destination)).isEqualTo(LOCK);
  }

  @ParameterizedTest
  @CsvSource({"10, SERVER_COPY", "2_000_000, SERVER_COPY_PARTS"})
  void aLockGoesAlongWithinAStoreWhichDoesNotTakeItByItself(String size, CopyMethod method) {
    putInOneOrInParts(Integer.parseInt(size.replace("_", "")));

    Copied copied = copy(source, source, COPY, Level.MUST);

    assertThat(copied.method()).isEqualTo(method);
    assertThat(lock(source)).isEqualTo(LOCK);
  }

  @Test
  void aStreamThatIsToBeLockedGoesWithTheDigestThatItsTagTells() {
    put(600_000, LOCK);
    List<ETag> sent = new ArrayList<>();
    ObjectStore watched =
        new RelayedStore(destination) {
          @Override
          public WriteReceipt putObject(
              ObjectRef target,
              ObjectAttributes attributes,
              ObjectBody body,
              WriteOptions options) {
            ETag md5 = options.md5();
            if (md5 != null) {
              sent.add(md5);
            }
            return super.putObject(target, attributes, body, options);
          }
        };
    boolean checksum =
        source.headObject(in(SRC, "key"), ReadOptions.WITH_CHECKSUMS).checksums().isEmpty();

    copy(source, watched, COPY, Level.MUST);

    assertThat(checksum).isFalse();
    assertThat(sent).containsExactly(source.headObject(in(SRC, "key"), ReadOptions.PLAIN).etag());
  }

  @Test
  void aRetentionThatHasPassedIsLeftOutAndALegalHoldStays() {
    put(10, LOCK);
    now = NOW.plus(Duration.ofDays(366));

    assertThat(copy(source, destination, COPY, Level.MUST).notes()).isEmpty();
    assertThat(lock(destination)).isEqualTo(ObjectLock.HOLD);
  }

  @Test
  void whatIsIgnoredIsNotSent() {
    put(10, LOCK);

    copy(source, destination, COPY, Level.IGNORE);
    assertThat(lock(destination)).isEqualTo(ObjectLock.NONE);
    copy(source, source, COPY, Level.IGNORE);
    assertThat(lock(source)).isEqualTo(ObjectLock.NONE);
  }

  @Test
  void aBucketWithoutLocksRefusesWhatMustBeLockedAndTakesTheRestAtBestEffort() {
    put(10, LOCK);
    ObjectRef unlocked = in(DST, "copy");

    assertThatThrownBy(() -> copy(source, destination, unlocked, Level.MUST))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("InvalidRequest");
    Copied copied = copy(source, destination, unlocked, Level.BEST_EFFORT);

    assertThat(copied.notes()).containsExactly("written without object lock: InvalidRequest");
  }

  @Test
  void noVersionThatWasWrittenOnTheWayStaysLocked() {
    source.putObject(
        in(SRC, "key"),
        ObjectAttributes.NONE
            .withLock(LOCK)
            .withTags(Map.of("a", "b"))
            .withStorageClass(new StorageClass("STANDARD_IA")),
        ObjectBody.of(pattern(10, 1)),
        WriteOptions.PLAIN);
    ObjectStore poor =
        new RelayedStore(destination) {
          @Override
          public WriteReceipt putObject(
              ObjectRef target,
              ObjectAttributes attributes,
              ObjectBody body,
              WriteOptions options) {
            if (!attributes.storageClass().name().equals("STANDARD")) {
              throw TwoBuckets.failure(
                  new StoreFailure.Unsupported(TwoBuckets.detail("NoSuchClass")));
            }
            return super.putObject(target, attributes, body, options);
          }
        };

    Copied copied = copy(source, poor, COPY, Level.BEST_EFFORT);

    assertThat(copied.notes())
        .containsExactly("written without storage class STANDARD_IA: NoSuchClass");
    assertThat(lock(destination)).isEqualTo(LOCK);
    assertThat(lockedVersions()).isEqualTo(1);
  }

  private int lockedVersions() {
    EntryPage entries =
        destination
            .listVersions(
                LOCKING, VersionsRequest.of(ObjectKey.EMPTY, VersionsRequest.Marker.BEGINNING))
            .entries();
    int locked = 0;
    for (int row = 0; row < entries.count(); row++) {
      ObjectRef version = new ObjectRef(LOCKING, entries.key(row), entries.entry(row).version());
      if (!destination.headObject(version, ReadOptions.PLAIN).attributes().lock().isNone()) {
        locked++;
      }
    }
    return locked;
  }

  // Whether the source locks objects at all ----------------------------------------------------

  /// A store that counts what it is asked for.
  private static final class Asked extends RelayedStore {
    private final AtomicInteger heads = new AtomicInteger();
    private final @Nullable StoreFailure answer;

    /// @param answer to whether a bucket locks objects; null for the true one
    Asked(ObjectStore store, @Nullable StoreFailure answer) {
      super(store);
      this.answer = answer;
    }

    @Override
    public boolean canCopyFrom(ObjectStore other) {
      return true;
    }

    @Override
    public boolean locksObjects(BucketName bucket) {
      if (answer != null) {
        throw TwoBuckets.failure(answer);
      }
      return super.locksObjects(bucket);
    }

    @Override
    public ObjectHead headObject(ObjectRef object, ReadOptions options) {
      heads.incrementAndGet();
      return super.headObject(object, options);
    }
  }

  @Test
  void anObjectOfABucketWithoutLocksIsCopiedWithinItsStoreWithoutALook() {
    TwoBuckets plain = new TwoBuckets();
    plain.put("key", pattern(10, 1), ObjectAttributes.NONE);
    Asked store = new Asked(plain.source, null);

    assertThat(heads(store, plain.source)).isZero();
    assertThat(
            heads(
                new Asked(plain.source, new StoreFailure.Unsupported(TwoBuckets.detail("NotHere"))),
                plain.source))
        .isZero();
    assertThat(
            heads(
                new Asked(plain.source, new StoreFailure.Denied(TwoBuckets.detail("No"))),
                plain.source))
        .isEqualTo(1);
  }

  private int heads(Asked store, ObjectStore plain) {
    ObjectHead head = plain.headObject(in(SRC, "key"), ReadOptions.PLAIN);
    CopyRequest request =
        new CopyRequest(
            in(SRC, "key"),
            in(DST, "copy"),
            head.size(),
            head.etag(),
            head.attributes().storageClass());
    new ObjectCopier(
            store,
            store,
            CopySettings.STANDARD,
            TwoBuckets.atOnce(),
            2,
            2,
            new OpenUploads(store, UploadLog.NONE, () -> NOW, List.of()),
            new Progress(),
            new SourceLocks(store),
            () -> NOW,
            () -> false)
        .copy(request);
    return store.heads.get();
  }
}
