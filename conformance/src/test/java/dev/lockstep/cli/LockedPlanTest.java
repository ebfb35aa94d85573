package dev.lockstep.cli;

import static dev.lockstep.conformance.TwoBuckets.DST;
import static dev.lockstep.conformance.TwoBuckets.NOW;
import static dev.lockstep.conformance.TwoBuckets.SRC;
import static dev.lockstep.conformance.TwoBuckets.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.conformance.LackingStore;
import dev.lockstep.conformance.LackingStore.Manner;
import dev.lockstep.conformance.RelayedObject;
import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.endpoint.BucketOptions;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.ObjectLock.Mode;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.sandbox.InMemoryObjectStore;
import dev.lockstep.sandbox.store.SandboxStore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a sync does with locks, from the command line.
class LockedPlanTest {
  private static final ObjectLock YEAR =
      ObjectLock.retention(Mode.COMPLIANCE, NOW.plus(Duration.ofDays(365)));

  private final SandboxStore sandbox = new SandboxStore(() -> NOW);
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private @TempDir Path state = Path.of(".");
  private ObjectStore source = new InMemoryObjectStore("a", new SandboxStore(() -> NOW));
  private ObjectStore destination = new InMemoryObjectStore("b", sandbox);
  private Instant now = NOW;

  private int sync(String... more) {
    String[] all = new String[more.length + 3];
    System.arraycopy(new String[] {"sync", "a:src", "b:dst"}, 0, all, 0, 3);
    System.arraycopy(more, 0, all, 3, more.length);
    Surroundings around =
        new Surroundings(
            new PrintWriter(out),
            new PrintWriter(err),
            false,
            profile -> profile.equals("a") ? source : destination,
            state,
            Signals.NONE,
            () -> now,
            RandomGeneratorFactory.of("SecureRandom").create());
    return Main.execute(around, all);
  }

  private String said() {
    return out.toString() + err;
  }

  private void buckets(BucketOptions there) {
    source.createBucket(SRC, BucketOptions.LOCKING);
    destination.createBucket(DST, there);
    put("plain", ObjectLock.NONE);
  }

  private void put(String key, ObjectLock lock) {
    source.putObject(
        in(SRC, key),
        ObjectAttributes.NONE.withLock(lock),
        ObjectBody.of(new byte[10]),
        WriteOptions.PLAIN);
  }

  private ObjectLock arrived(String key) {
    return destination.headObject(in(DST, key), ReadOptions.PLAIN).attributes().lock();
  }

  private long keys() {
    AtomicInteger keys = new AtomicInteger();
    sandbox
        .bucket(DST)
        .entries(ObjectKey.EMPTY, true)
        .forEachRemaining(_ -> keys.incrementAndGet());
    return keys.get();
  }

  @Test
  void locksArriveAndNothingElseIsLeftThere() {
    buckets(BucketOptions.LOCKING);
    put("held", ObjectLock.HOLD);
    put("retained", YEAR);

    assertThat(sync()).as(said()).isZero();

    assertThat(arrived("held")).isEqualTo(ObjectLock.HOLD);
    assertThat(arrived("retained")).isEqualTo(YEAR);
    assertThat(arrived("plain")).isEqualTo(ObjectLock.NONE);
    assertThat(keys()).isEqualTo(3);
  }

  @Test
  void aBucketWithoutLocksGetsNothingWhereSomethingIsLocked() {
    buckets(BucketOptions.PLAIN);
    put("held", ObjectLock.HOLD);

    assertThat(sync()).as(said()).isEqualTo(3);

    assertThat(keys()).isZero();
    assertThat(said())
        .contains("object lock of 1 object (held): keeps object locks in this bucket: no (")
        .contains("the bucket was made without object lock")
        .contains("--preserve object-lock=best-effort");
  }

  @Test
  void atBestEffortWhatWasLockedArrivesUnlockedAndThatIsNoted() {
    buckets(BucketOptions.PLAIN);
    put("held", ObjectLock.HOLD);

    assertThat(sync("--preserve", "object-lock=best-effort")).as(said()).isZero();

    assertThat(arrived("held")).isEqualTo(ObjectLock.NONE);
    assertThat(said()).contains("written without object lock: InvalidRequest");
  }

  @Test
  void objectsThatAreNotLockedGoAnywhereByDefault() {
    buckets(BucketOptions.PLAIN);

    assertThat(sync()).as(said()).isZero();
    assertThat(keys()).isEqualTo(1);
  }

  @Test
  void aRetentionThatHasPassedIsInNobodysWay() {
    buckets(BucketOptions.PLAIN);
    put("retained", YEAR);
    now = NOW.plus(Duration.ofDays(366));

    assertThat(sync()).as(said()).isZero();
    assertThat(keys()).isEqualTo(2);
  }

  @Test
  void aStoreThatIsTrustedAndDropsALockIsFoundOut() {
    buckets(BucketOptions.LOCKING);
    put("held", ObjectLock.HOLD);
    destination =
        new LackingStore(destination, sent -> sent.withLock(ObjectLock.NONE), Manner.DROPS);

    assertThat(sync("--capability", "object-lock=yes")).as(said()).isEqualTo(1);

    assertThat(said()).contains("object lock was 'a legal hold' and is not there");
  }

  @Test
  void whereTheSourceLocksNothingNoObjectIsLookedAtForIt() {
    AtomicInteger heads = new AtomicInteger();
    AtomicInteger questions = new AtomicInteger();
    source =
        new RelayedStore(source) {
          @Override
          public ObjectHead headObject(ObjectRef object, ReadOptions options) {
            heads.incrementAndGet();
            return super.headObject(object, options);
          }

          @Override
          public boolean locksObjects(BucketName bucket) {
            questions.incrementAndGet();
            return super.locksObjects(bucket);
          }
        };
    source.createBucket(SRC);
    destination.createBucket(DST);
    for (int i = 0; i < 20; i++) {
      put("key" + i, ObjectLock.NONE);
    }

    assertThat(sync()).as(said()).isZero();

    assertThat(heads).hasValue(0);
    assertThat(questions).hasValueBetween(1, 2);
  }

  @Test
  void whereTheSourceDoesNotSayWhetherItLocksALockedObjectIsARow() {
    buckets(BucketOptions.PLAIN);
    put("held", ObjectLock.HOLD);
    source =
        new RelayedStore(source) {
          @Override
          public boolean locksObjects(BucketName bucket) {
            throw TwoBuckets.failure(new StoreFailure.Denied(TwoBuckets.detail("AccessDenied")));
          }
        };

    assertThat(sync()).as(said()).isEqualTo(1);

    assertThat(said()).contains("held").contains("InvalidRequest");
    assertThat(keys()).isEqualTo(1);
  }

  /// versitygw 1.8 does so.
  @Test
  void anObjectThatIsWrittenAndThenRefusedIsARowThoughItsListingIsInStep() {
    buckets(BucketOptions.PLAIN);
    put("held", ObjectLock.HOLD);
    destination =
        new RelayedStore(destination) {
          @Override
          public WriteReceipt putObject(
              ObjectRef target,
              ObjectAttributes attributes,
              ObjectBody body,
              WriteOptions options) {
            if (attributes.lock().isNone()) {
              return super.putObject(target, attributes, body, options);
            }
            super.putObject(target, attributes.withLock(ObjectLock.NONE), body, options);
            throw TwoBuckets.failure(new StoreFailure.Refused(TwoBuckets.detail("InvalidRequest")));
          }
        };

    assertThat(sync("--capability", "object-lock=yes")).as(said()).isEqualTo(1);

    assertThat(said()).contains("held").contains("Refused, and written all the same");
  }

  @Test
  void anObjectThatStoodThereBeforeItWasRefusedIsNotTakenForWritten() {
    buckets(BucketOptions.PLAIN);
    put("held", ObjectLock.HOLD);
    destination.putObject(
        in(DST, "held"),
        ObjectAttributes.NONE.withUserMetadata(Map.of("older", "yes")),
        ObjectBody.of(new byte[10]),
        WriteOptions.PLAIN);

    assertThat(sync("--by", "metadata", "--capability", "object-lock=yes")).isEqualTo(1);

    assertThat(said()).contains("held").contains("InvalidRequest").doesNotContain("all the same");
  }

  @Test
  void whatASourceTellsToHeadAloneArrivesToo() {
    buckets(BucketOptions.LOCKING);
    put("held", ObjectLock.HOLD);
    source =
        new RelayedStore(source) {
          @Override
          public FetchedObject fetchObject(ObjectRef object, ReadOptions options) {
            FetchedObject fetched = super.fetchObject(object, options);
            return new RelayedObject(fetched, fetched.head().withLock(ObjectLock.NONE));
          }
        };

    assertThat(sync()).as(said()).isZero();
    assertThat(arrived("held")).isEqualTo(ObjectLock.HOLD);
  }
}
