package dev.lockstep.job;

import static dev.lockstep.conformance.TwoBuckets.DST;
import static dev.lockstep.conformance.TwoBuckets.SRC;
import static dev.lockstep.conformance.TwoBuckets.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.compare.Difference;
import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.copy.CopySettings;
import dev.lockstep.copy.Fidelity;
import dev.lockstep.copy.ObjectCopier;
import dev.lockstep.copy.OpenUploads;
import dev.lockstep.copy.SourceLocks;
import dev.lockstep.copy.StoppedException;
import dev.lockstep.copy.UploadLog;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.StorageClass;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.verify.KeyAudit;
import dev.lockstep.verify.TrialNames;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who gets a turn when large and small objects are copied together. A source holds its answers
/// back until a test has seen what it waits for; a copy that is held for too long fails.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CopyStageTest {
  private static final int LARGE_AT_ONCE = 8;
  private static final CountDownLatch OPEN = new CountDownLatch(0);

  private final TwoBuckets stores = new TwoBuckets();
  private final Progress progress = new Progress();
  private final FailureLog failures = new FailureLog();
  private final List<KeySpan> told = new ArrayList<>();
  private final DoneSpans done = new DoneSpans(told::add);
  private final Set<String> begun = ConcurrentHashMap.newKeySet();
  private final CountDownLatch threeSmallOnes = new CountDownLatch(3);
  private final ObjectStore destination =
      new RelayedStore(stores.destination) {
        @Override
        public WriteReceipt putObject(
            ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
          WriteReceipt receipt = super.putObject(target, attributes, body, options);
          threeSmallOnes.countDown();
          return receipt;
        }
      };

  /// Holds each large object's first answer back until a gate is open: the n-th that is asked for
  /// at the n-th gate.
  private final class HeldLargeOnes extends RelayedStore {
    private final IntFunction<CountDownLatch> gates;

    HeldLargeOnes(IntFunction<CountDownLatch> gates) {
      super(stores.source);
      this.gates = gates;
    }

    @Override
    public ObjectHead headObject(ObjectRef object, ReadOptions options) {
      wait(object);
      return super.headObject(object, options);
    }

    @Override
    public FetchedObject fetchObject(ObjectRef object, ReadOptions options) {
      wait(object);
      return super.fetchObject(object, options);
    }

    private void wait(ObjectRef object) {
      String key = object.key().text();
      CountDownLatch gate = OPEN;
      synchronized (this) {
        if (key.startsWith("large") && begun.add(key)) {
          gate = gates.apply(begun.size());
        }
      }
      CopyStageTest.wait(gate);
    }
  }

  private static void wait(CountDownLatch gate) {
    try {
      if (!gate.await(10, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody opened the gate");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private CheckedCopy copy(ObjectStore source) {
    CopySettings settings = new CopySettings(Fidelity.STANDARD, null, null, 10_000);
    OpenUploads uploads =
        new OpenUploads(destination, UploadLog.NONE, InstantSource.system(), List.of());
    return new CheckedCopy(
        destination,
        new ObjectCopier(
            source,
            destination,
            settings,
            TwoBuckets.atOnce(),
            4,
            4,
            uploads,
            progress,
            new SourceLocks(source),
            InstantSource.system(),
            () -> false),
        settings,
        new KeyAudit(destination, DST, ObjectKey.EMPTY, TrialNames.unnoted(TwoBuckets.random(1))));
  }

  private CopyStage stage(ObjectStore source, CheckedCopy copy) {
    return new CopyStage(
        new BucketScope(source, SRC, ObjectKey.EMPTY),
        new BucketScope(destination, DST, ObjectKey.EMPTY),
        copy,
        4,
        new CopyTally(),
        failures,
        done,
        progress);
  }

  private void submitLarge(CopyStage stage, int count) {
    for (int i = 1; i <= count; i++) {
      String key = "large-" + i;
      TwoBuckets.putParts(stores.source, in(SRC, key), ObjectAttributes.NONE, 2_000, i);
      submit(stage, key);
    }
  }

  private void submitSmall(CopyStage stage, int number) {
    String key = "small-" + number;
    stores.put(key, new byte[10], ObjectAttributes.NONE);
    submit(stage, key);
  }

  private void submit(CopyStage stage, String name) {
    ObjectHead head = stores.source.headObject(in(SRC, name), ReadOptions.PLAIN);
    ObjectKey key = ObjectKey.of(name);
    ObjectEntry entry =
        new ObjectEntry(key, head.size(), TwoBuckets.NOW, head.etag(), StorageClass.STANDARD);
    stage.submit(new Difference(key, entry, null, Difference.Reason.ONLY_IN_SOURCE, ""));
  }

  private List<String> there() {
    EntryPage page =
        stores.destination.listObjects(DST, ListingRequest.first(ObjectKey.EMPTY)).entries();
    List<String> keys = new ArrayList<>();
    for (int row = 0; row < page.count(); row++) {
      keys.add(page.key(row).text());
    }
    return keys;
  }

  private void tellDone() {
    done.compared(KeySpan.EVERYTHING);
    done.tell();
  }

  @Test
  void smallObjectsArriveWhileLargeOnesWaitForTheirTurn() {
    ObjectStore source = new HeldLargeOnes(_ -> threeSmallOnes);

    try (CopyStage stage = stage(source, copy(source))) {
      submitLarge(stage, LARGE_AT_ONCE + 3);
      for (int small = 1; small <= 3; small++) {
        submitSmall(stage, small);
      }
    }

    assertThat(failures.all()).isEmpty();
    assertThat(there()).hasSize(LARGE_AT_ONCE + 3 + 3);
    tellDone();
    assertThat(told).containsExactly(KeySpan.EVERYTHING);
  }

  @Test
  void aLargeObjectGetsItsTurnWhileSmallOnesKeepComing() {
    CountDownLatch oneMore = new CountDownLatch(1);
    ObjectStore source =
        new HeldLargeOnes(turn -> {
          if (turn > LARGE_AT_ONCE) {
            oneMore.countDown();
          }
          return turn == 1 ? threeSmallOnes : oneMore;
        });

    int small = 0;
    try (CopyStage stage = stage(source, copy(source))) {
      submitLarge(stage, LARGE_AT_ONCE + 1);
      while (small < 3 || oneMore.getCount() > 0) {
        submitSmall(stage, ++small);
      }
    }

    assertThat(failures.all()).isEmpty();
    assertThat(begun).hasSize(LARGE_AT_ONCE + 1);
  }

  @Test
  void whatIsInLineIsDroppedOnceWhatPlannedItHasFailed() {
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch allSlots = new CountDownLatch(LARGE_AT_ONCE);
    ObjectStore source = held(allSlots, gate);

    try (CopyStage stage = stage(source, copy(source))) {
      submitLarge(stage, LARGE_AT_ONCE + 3);
      wait(allSlots);
      stage.dropWaiting();
      assertThatThrownBy(() -> submitSmall(stage, 1)).isInstanceOf(CancellationException.class);
      gate.countDown();
    }

    assertThat(there()).hasSize(LARGE_AT_ONCE).isSubsetOf(begun);
    tellDone();
    assertThat(told).isEmpty();
  }

  @Test
  void whatIsInLineIsNotBegunOnceTheRunIsStopped() {
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch allSlots = new CountDownLatch(LARGE_AT_ONCE);
    ObjectStore source = held(allSlots, gate);
    CheckedCopy copy = copy(source);

    try (CopyStage stage = stage(source, copy)) {
      submitLarge(stage, LARGE_AT_ONCE + 3);
      wait(allSlots);
      copy.stop();
      assertThatThrownBy(() -> submitSmall(stage, 1)).isInstanceOf(StoppedException.class);
      gate.countDown();
    }

    assertThat(begun).hasSize(LARGE_AT_ONCE);
    tellDone();
    assertThat(told).isEmpty();
  }

  private ObjectStore held(CountDownLatch seen, CountDownLatch gate) {
    return new HeldLargeOnes(_ -> {
      seen.countDown();
      return gate;
    });
  }
}
