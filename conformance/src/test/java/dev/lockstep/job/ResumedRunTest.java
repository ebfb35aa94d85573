package dev.lockstep.job;

import static dev.lockstep.conformance.TwoBuckets.DST;
import static dev.lockstep.conformance.TwoBuckets.NOW;
import static dev.lockstep.conformance.TwoBuckets.SRC;
import static dev.lockstep.conformance.TwoBuckets.detail;
import static dev.lockstep.conformance.TwoBuckets.failure;
import static dev.lockstep.conformance.TwoBuckets.in;
import static dev.lockstep.testkit.StoreUnderTest.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.copy.CopySettings;
import dev.lockstep.copy.Fidelity;
import dev.lockstep.endpoint.DeleteFailure;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.RetryingStore;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.UploadChecksum;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.journal.JournalRecord;
import dev.lockstep.journal.RunFolder;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.plan.MaxDelete;
import dev.lockstep.selection.Selection;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.Progress.Phase;
import dev.lockstep.telemetry.RequestCounts;
import dev.lockstep.telemetry.RequestKind;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Runs that end early, and the next run of the same line.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ResumedRunTest {
  private static final int OBJECTS = 12_000;

  private final TwoBuckets stores = new TwoBuckets();
  private final AtomicInteger parts = new AtomicInteger();
  private RequestCounts counts = new RequestCounts();
  private Progress progress = new Progress();
  private @Nullable SyncJob running;

  @TempDir private Path state = Path.of("");

  private BucketScope scope(ObjectStore store, BucketName bucket) {
    return new BucketScope(
        new RetryingStore(store, TwoBuckets.atOnce(), counts), bucket, ObjectKey.EMPTY);
  }

  private static SyncSettings settings(CompareBy by) {
    return new SyncSettings(
        Selection.EVERYTHING,
        by,
        new CopySettings(Fidelity.STANDARD, null, null, 10_000),
        false,
        MaxDelete.STANDARD,
        Long.MAX_VALUE,
        false,
        4,
        4);
  }

  /// @param found hears how many differences have been found
  private SyncReport sync(ObjectStore destination, CompareBy by, IntConsumer found) {
    counts = new RequestCounts();
    progress = new Progress();
    BucketScope from = scope(stores.source, SRC);
    BucketScope to = scope(destination, DST);
    SyncSettings settings = settings(by);
    AtomicInteger differences = new AtomicInteger();
    try (RunFolder folder = RunFolder.take(state, from, to, null, () -> NOW);
        RunNotes notes =
            folder.begin(new JournalRecord.RunBegan("a:src", "b:dst", settings.toString(), NOW))) {
      SyncJob job =
          new SyncJob(
              from,
              to,
              settings,
              notes,
              counts,
              progress,
              difference -> found.accept(differences.incrementAndGet()),
              () -> NOW,
              TwoBuckets.atOnce());
      running = job;
      return job.run();
    }
  }

  private SyncReport sync(ObjectStore destination) {
    return sync(destination, CompareBy.CONTENT, count -> {});
  }

  private boolean leavesNothing() {
    try (RunFolder folder =
        RunFolder.take(
            state, scope(stores.source, SRC), scope(stores.destination, DST), null, () -> NOW)) {
      return folder.unfinished().isNothing();
    }
  }

  private void stopAt(int count, int differences) {
    if (count == differences && running != null) {
      running.stop();
    }
  }

  private void putMany() {
    byte[] bytes = pattern(10, 1);
    for (int i = 0; i < OBJECTS; i++) {
      stores.put("%05d".formatted(i), bytes, ObjectAttributes.NONE);
    }
  }

  @Test
  void goesOnWhereARunWasStopped() {
    putMany();

    SyncReport stopped = sync(stores.destination, CompareBy.CONTENT, count -> stopAt(count, 9_000));
    assertThat(stopped.failure()).extracting(RunFailure::cause).isEqualTo(RunFailure.Cause.STOPPED);
    assertThat(stopped.complete()).isFalse();
    long before = stopped.copies().written().objects();
    assertThat(before).isBetween(8_000L, (long) OBJECTS - 1);
    assertThat(leavesNothing()).isFalse();

    SyncReport next = sync(stores.destination);
    assertThat(next.inSync()).as(next.toString()).isTrue();
    assertThat(next.copies().written().objects()).isEqualTo(OBJECTS - before);
    assertThat(leavesNothing()).isTrue();
  }

  @Test
  void comparesFirstWhatTheStoppedRunHadNotComeTo() {
    putMany();
    sync(stores.destination, CompareBy.CONTENT, count -> stopAt(count, 9_000));
    KeysListed first = new KeysListed(stores.destination);

    assertThat(sync(first).inSync()).isTrue();
    assertThat(first.startAfter).isGreaterThan(ObjectKey.of("00990"));
  }

  @Test
  void looksAtWhatTheStoppedRunHadCopiedAllTheSame() {
    putMany();
    sync(stores.destination, CompareBy.CONTENT, count -> stopAt(count, 9_000));
    stores.put("00000", pattern(10, 2), ObjectAttributes.NONE);

    SyncReport next = sync(stores.destination);

    assertThat(next.inSync()).as(next.toString()).isTrue();
    assertThat(stores.destination.headObject(in(DST, "00000"), ReadOptions.PLAIN).etag())
        .isEqualTo(stores.source.headObject(in(SRC, "00000"), ReadOptions.PLAIN).etag());
  }

  @Test
  void comparesAllFirstWhenItIsToDoSomethingElse() {
    putMany();
    sync(stores.destination, CompareBy.CONTENT, count -> stopAt(count, 9_000));
    KeysListed first = new KeysListed(stores.destination);

    assertThat(sync(first, CompareBy.SIZE, count -> {}).inSync()).isTrue();
    assertThat(first.startAfter).isEqualTo(ObjectKey.EMPTY);
  }

  /// Remembers where the first listing began.
  private static final class KeysListed extends RelayedStore {
    private @Nullable ObjectKey startAfter;

    KeysListed(ObjectStore store) {
      super(store);
    }

    @Override
    public synchronized ListingPage listObjects(BucketName bucket, ListingRequest request) {
      if (startAfter == null) {
        startAfter = request.startAfter();
      }
      return super.listObjects(bucket, request);
    }
  }

  /// A store that takes so many parts and can't be reached any more.
  private ObjectStore goneAfter(int most) {
    return new RelayedStore(stores.destination) {
      @Override
      public UploadedPart uploadPart(
          MultipartUpload upload, int number, ObjectBody body, PartChecksum checksum) {
        if (parts.incrementAndGet() > most) {
          throw failure(new StoreFailure.Unreachable(detail("ConnectException")));
        }
        return super.uploadPart(upload, number, body, checksum);
      }
    };
  }

  @Test
  void goesOnWithTheUploadOfALargeObject() {
    byte[] bytes =
        TwoBuckets.putParts(
            stores.source,
            in(SRC, "large"),
            ObjectAttributes.NONE,
            5000,
            5000,
            5000,
            5000,
            5000,
            5000,
            5000,
            100);

    SyncReport failed = sync(goneAfter(5));
    assertThat(failed.inSync()).isFalse();
    assertThat(openUploads()).hasSize(1);

    SyncReport next = sync(stores.destination);
    assertThat(next.inSync()).as(next.toString()).isTrue();
    assertThat(counts.count(RequestKind.MULTIPART_CREATE)).isZero();
    assertThat(counts.count(RequestKind.MULTIPART_PART)).isEqualTo(3);
    assertThat(next.copies().written()).isEqualTo(new SyncReport.Amount(1, bytes.length));
    assertThat(openUploads()).isEmpty();
    assertThat(leavesNothing()).isTrue();
  }

  /// A store that takes no part before all is compared, and as it takes the fifth the run is told
  /// to stop.
  private ObjectStore stoppedAtTheFifthPart() {
    return new RelayedStore(stores.destination) {
      @Override
      public UploadedPart uploadPart(
          MultipartUpload upload, int number, ObjectBody body, PartChecksum checksum) {
        while (progress.snapshot().phase() == Phase.COMPARING) {
          Thread.onSpinWait();
        }
        stopAt(parts.incrementAndGet(), 5);
        return super.uploadPart(upload, number, body, checksum);
      }
    };
  }

  @Test
  void goesOnWithAnUploadThatWasStoppedWhenAllWasCompared() {
    TwoBuckets.putParts(
        stores.source,
        in(SRC, "large"),
        ObjectAttributes.NONE,
        IntStream.range(0, 40).map(part -> 5000).toArray());

    SyncReport stopped = sync(stoppedAtTheFifthPart());
    assertThat(stopped.failure()).extracting(RunFailure::cause).isEqualTo(RunFailure.Cause.STOPPED);
    assertThat(openUploads()).hasSize(1);
    int sent = parts.get();
    assertThat(sent).isBetween(5, 10);

    SyncReport next = sync(stores.destination);
    assertThat(next.inSync()).as(next.toString()).isTrue();
    assertThat(counts.count(RequestKind.MULTIPART_CREATE)).isZero();
    assertThat(counts.count(RequestKind.MULTIPART_PART)).isEqualTo(40 - sent);
    assertThat(openUploads()).isEmpty();
  }

  @Test
  void beginsAnewWhenTheObjectHasChanged() {
    TwoBuckets.putParts(
        stores.source, in(SRC, "large"), ObjectAttributes.NONE, 5000, 5000, 5000, 100);
    sync(goneAfter(2));
    TwoBuckets.putParts(stores.source, in(SRC, "large"), ObjectAttributes.NONE, 5000, 5000, 200);

    SyncReport next = sync(stores.destination);

    assertThat(next.inSync()).as(next.toString()).isTrue();
    assertThat(counts.count(RequestKind.MULTIPART_CREATE)).isEqualTo(1);
    assertThat(openUploads()).isEmpty();
  }

  @Test
  void abortsTheUploadOfAnObjectThatIsGone() {
    TwoBuckets.putParts(
        stores.source, in(SRC, "large"), ObjectAttributes.NONE, 5000, 5000, 5000, 100);
    sync(goneAfter(2));
    stores.source.deleteObjects(SRC, List.of(in(SRC, "large")));

    SyncReport next = sync(stores.destination);

    assertThat(next.inSync()).as(next.toString()).isTrue();
    assertThat(openUploads()).isEmpty();
    assertThat(leavesNothing()).isTrue();
  }

  @Test
  void abortsAnUploadOfWhichTheKilledRunNeverHeard() {
    ObjectRef target = in(DST, "large");
    ObjectStore killed =
        new RelayedStore(stores.destination) {
          @Override
          public MultipartUpload createUpload(
              ObjectRef object, ObjectAttributes attributes, @Nullable UploadChecksum checksum) {
            super.createUpload(object, attributes, checksum);
            throw new OutOfMemoryError("a test");
          }
        };
    TwoBuckets.putParts(
        stores.source, in(SRC, "large"), ObjectAttributes.NONE, 5000, 5000, 5000, 100);
    assertThat(sync(killed).inSync()).isFalse();
    stores.destination.createUpload(in(DST, "large/other"), ObjectAttributes.NONE, null);
    assertThat(openUploads()).hasSize(2);

    assertThat(sync(stores.destination).inSync()).isTrue();

    assertThat(openUploads())
        .extracting(open -> open.target().key().text())
        .containsExactly("large/other");
    assertThat(target.key()).isEqualTo(ObjectKey.of("large"));
  }

  @Test
  void removesTheTrialObjectOfARunThatWasKilled() {
    // Keys with two slashes in a row are tried out before the first is written.
    stores.put("a//b", pattern(10, 1), ObjectAttributes.NONE);
    stores.put("c", pattern(10, 1), ObjectAttributes.NONE);
    AtomicBoolean gone = new AtomicBoolean();
    ObjectStore killed =
        new RelayedStore(stores.destination) {
          private void endIfGone() {
            if (gone.get()) {
              throw failure(new StoreFailure.Unreachable(detail("ConnectException")));
            }
          }

          @Override
          public void headBucket(BucketName bucket) {
            endIfGone();
            super.headBucket(bucket);
          }

          @Override
          public ListingPage listObjects(BucketName bucket, ListingRequest request) {
            endIfGone();
            return super.listObjects(bucket, request);
          }

          @Override
          public List<DeleteFailure> deleteObjects(BucketName bucket, List<ObjectRef> objects) {
            endIfGone();
            return super.deleteObjects(bucket, objects);
          }

          @Override
          public WriteReceipt putObject(
              ObjectRef target,
              ObjectAttributes attributes,
              ObjectBody body,
              WriteOptions options) {
            endIfGone();
            WriteReceipt receipt = super.putObject(target, attributes, body, options);
            gone.set(target.key().text().startsWith("lockstep-probe-"));
            return receipt;
          }
        };
    assertThat(sync(killed).inSync()).isFalse();
    assertThat(keysAtTheDestination()).anyMatch(key -> key.text().startsWith("lockstep-probe-"));

    assertThat(sync(stores.destination).inSync()).isTrue();

    assertThat(keysAtTheDestination()).containsExactly(ObjectKey.of("a//b"), ObjectKey.of("c"));
    assertThat(leavesNothing()).isTrue();
  }

  private List<ObjectKey> keysAtTheDestination() {
    ListingPage page = stores.destination.listObjects(DST, ListingRequest.first(ObjectKey.EMPTY));
    return IntStream.range(0, page.entries().count()).mapToObj(page.entries()::key).toList();
  }

  private List<MultipartUpload> openUploads() {
    return stores
        .destination
        .listUploads(DST, ObjectKey.EMPTY, UploadsPage.Marker.START)
        .uploads()
        .stream()
        .map(UploadsPage.Entry::upload)
        .toList();
  }

  @Test
  void holdsNothingUpWhenNothingWasLeft() {
    stores.put("a", pattern(10, 1), ObjectAttributes.NONE);
    stores.destination.putObject(
        in(DST, "b"), ObjectAttributes.NONE, ObjectBody.EMPTY, WriteOptions.PLAIN);

    assertThat(sync(stores.destination).inSync()).isTrue();
    long lists = counts.count(RequestKind.LIST);
    assertThat(sync(stores.destination).inSync()).isTrue();

    assertThat(counts.count(RequestKind.LIST)).isLessThanOrEqualTo(lists / 2);
  }
}
