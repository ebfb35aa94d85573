package dev.lockstep.copy;

import static dev.lockstep.conformance.TwoBuckets.DST;
import static dev.lockstep.conformance.TwoBuckets.SRC;
import static dev.lockstep.conformance.TwoBuckets.detail;
import static dev.lockstep.conformance.TwoBuckets.failure;
import static dev.lockstep.conformance.TwoBuckets.in;
import static dev.lockstep.testkit.StoreUnderTest.pattern;
import static dev.lockstep.testkit.StoreUnderTest.readFully;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.copy.CopyOutcome.Copied;
import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.endpoint.AccessControl.Grant;
import dev.lockstep.endpoint.AccessControl.Grantee;
import dev.lockstep.endpoint.CopyOptions;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.Attribute;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.ETag;
import dev.lockstep.object.Encryption;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.StorageClass;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.verify.WriteCheck;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Copies between whole stores, in every way and around every size at which the way changes.
class ObjectCopierTest {
  private static final ObjectAttributes FULL =
      new ObjectAttributes(
          Map.of(
              ContentHeader.CONTENT_TYPE, "text/plain",
              ContentHeader.CACHE_CONTROL, "no-store",
              ContentHeader.CONTENT_LANGUAGE, "de",
              ContentHeader.EXPIRES, "0"),
          Map.of("a", "1", "empty", ""),
          Map.of("t", "ünï", "u", ""),
          new StorageClass("STANDARD_IA"),
          null);

  private final TwoBuckets stores = new TwoBuckets();
  private final Progress progress = new Progress();
  private final List<OpenUploads> uploads = new ArrayList<>();

  private ObjectCopier copier(ObjectStore source, ObjectStore destination, CopySettings settings) {
    OpenUploads open =
        new OpenUploads(destination, UploadLog.NONE, InstantSource.system(), List.of());
    uploads.add(open);
    return new ObjectCopier(
        source,
        destination,
        settings,
        TwoBuckets.atOnce(),
        2,
        2,
        open,
        progress,
        new SourceLocks(source),
        () -> TwoBuckets.NOW,
        () -> false);
  }

  private static CopySettings settings(Fidelity fidelity) {
    return new CopySettings(fidelity, null, null, 10_000);
  }

  private static final CopySettings STANDARD = settings(Fidelity.STANDARD);

  private CopyRequest request(ObjectRef from) {
    ObjectHead head = stores.source.headObject(from, ReadOptions.PLAIN);
    return new CopyRequest(
        from, in(DST, "copy"), head.size(), head.etag(), head.attributes().storageClass());
  }

  private CopyOutcome copy(ObjectStore source, ObjectStore destination) {
    return copier(source, destination, STANDARD).copy(request(in(SRC, "key")));
  }

  private static Copied copied(CopyOutcome outcome) {
    assertThat(outcome).isInstanceOf(Copied.class);
    return (Copied) outcome;
  }

  private static byte[] read(ObjectStore store, ObjectRef object) {
    try (FetchedObject fetched = store.fetchObject(object, ReadOptions.PLAIN)) {
      return readFully(fetched);
    }
  }

  private byte[] copy() {
    return read(stores.destination, in(DST, "copy"));
  }

  private static void assertNoUploads(ObjectStore store) {
    assertThat(store.listUploads(DST, ObjectKey.EMPTY, UploadsPage.Marker.START).uploads())
        .isEmpty();
  }

  @AfterEach
  void leavesNoUploadOpen() {
    assertNoUploads(stores.source);
    assertNoUploads(stores.destination);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          0,       RELAY_BUFFERED
          1,       RELAY_BUFFERED
          16383,   RELAY_BUFFERED
          16384,   RELAY_BUFFERED
          16385,   RELAY_BUFFERED
          262143,  RELAY_BUFFERED
          262144,  RELAY_BUFFERED
          262145,  RELAY_STREAMED
          1048575, RELAY_STREAMED
          1048576, RELAY_STREAMED
          """)
  void keepsAllOfAnObjectWrittenInOnePieceWhateverItsSize(int size, CopyMethod between) {
    byte[] bytes = pattern(size, 1);
    stores.put("key", bytes, FULL);

    for (boolean within : new boolean[] {true, false}) {
      ObjectStore destination = within ? stores.source : stores.destination;
      Copied copied = copied(copy(stores.source, destination));

      assertThat(copied.method()).isEqualTo(within ? CopyMethod.SERVER_COPY : between);
      assertSame(destination, bytes, copied);
      assertThat(copied.notes()).isEmpty();
    }
    assertThat(progress.snapshot().copiedBytes()).isEqualTo(2L * size);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "1",
        "999",
        "1000",
        "1001",
        "5000",
        "1000 1",
        "1000 1000",
        "1000 1000 1000",
        "5000 6000 4000",
        "5000 4000 6000",
        "1000 2000 3000 1",
        "9000 1000 1000",
        "5000 6000 4000 5000",
        "300000 300000 10",
        "1048576 1048576 1"
      })
  void keepsThePartsOfAnObjectAndSoItsTagHoweverTheyWereCut(String cuts) {
    int[] lengths = Arrays.stream(cuts.split(" ")).mapToInt(Integer::parseInt).toArray();
    byte[] bytes = TwoBuckets.putParts(stores.source, in(SRC, "key"), FULL, lengths);

    for (boolean within : new boolean[] {true, false}) {
      ObjectStore destination = within ? stores.source : stores.destination;
      Copied copied = copied(copy(stores.source, destination));

      assertThat(copied.method())
          .isEqualTo(within ? CopyMethod.SERVER_COPY_PARTS : CopyMethod.RELAY_PARTS);
      assertSame(destination, bytes, copied);
      assertThat(destination.headObject(in(DST, "copy"), ReadOptions.PLAIN).etag())
          .isEqualTo(stores.source.headObject(in(SRC, "key"), ReadOptions.PLAIN).etag());
    }
    assertThat(progress.snapshot().copiedBytes()).isEqualTo(2L * bytes.length);
  }

  private void assertSame(ObjectStore destination, byte[] bytes, Copied copied) {
    assertThat(read(destination, in(DST, "copy"))).isEqualTo(bytes);
    ObjectHead there = destination.headObject(in(DST, "copy"), ReadOptions.PLAIN);
    ObjectHead here = stores.source.headObject(in(SRC, "key"), ReadOptions.PLAIN);
    assertThat(there.attributes()).isEqualTo(here.attributes());
    assertThat(there.etag()).isEqualTo(here.etag());
    assertThat(destination.fetchTags(in(DST, "copy"))).isEqualTo(FULL.tags());
    assertThat(copied.bytes()).isEqualTo(bytes.length);
    WriteCheck check =
        new WriteCheck(copied.sourceEtag(), copied.sourceHidesMd5(), copied.sourceChecksums());
    assertThat(check.of(copied.receipt())).isEqualTo(WriteCheck.Evidence.ETAG);
  }

  @Test
  void cutsByItsOwnSizeWhereThePartsNeedNotBeKept() {
    TwoBuckets.putParts(stores.source, in(SRC, "key"), FULL, 600_000, 600_000);
    Fidelity any = Fidelity.STANDARD.with(Attribute.PART_LAYOUT, Fidelity.Level.IGNORE);

    copier(stores.source, stores.destination, settings(any)).copy(request(in(SRC, "key")));

    ETag etag = stores.destination.headObject(in(DST, "copy"), ReadOptions.PLAIN).etag();
    assertThat(Objects.requireNonNull(etag).parts())
        .as("the store takes 100 parts, so they are of 1 MiB")
        .isEqualTo(2);
    assertThat(copy()).hasSize(1_200_000);
  }

  /// Replaces the object just before, or just after, one of the requests for its bytes.
  private ObjectStore replacing(int request, boolean after, Runnable replacement) {
    AtomicInteger reads = new AtomicInteger();
    return new RelayedStore(stores.source) {
      @Override
      public FetchedObject fetchObject(ObjectRef object, ReadOptions options) {
        boolean now = reads.incrementAndGet() == request;
        if (now && !after) {
          replacement.run();
        }
        FetchedObject fetched = super.fetchObject(object, options);
        if (now && after) {
          replacement.run();
        }
        return fetched;
      }
    };
  }

  /// Where the checksum is kept, parts are asked for by their numbers, else by their bytes.
  @ParameterizedTest
  @CsvSource({
    "1, BEST_EFFORT",
    "2, BEST_EFFORT",
    "3, BEST_EFFORT",
    "4, BEST_EFFORT",
    "1, IGNORE",
    "2, IGNORE",
    "3, IGNORE"
  })
  void copiesTheNewObjectWholeWhenTheSourceIsReplacedInTheMidst(int at, Fidelity.Level checksum) {
    TwoBuckets.putParts(stores.source, in(SRC, "key"), FULL, 5000, 5000, 10);
    byte[] fresh = new byte[10_010];
    Arrays.fill(fresh, (byte) 'n');
    ObjectStore source =
        replacing(at, false, () -> stores.put("key", fresh, ObjectAttributes.NONE));
    CopySettings settings = settings(Fidelity.STANDARD.with(Attribute.CHECKSUM, checksum));

    Copied copied =
        copied(copier(source, stores.destination, settings).copy(request(in(SRC, "key"))));

    assertThat(copy()).isEqualTo(fresh);
    assertThat(copied.sourceEtag())
        .isEqualTo(stores.source.headObject(in(SRC, "key"), ReadOptions.PLAIN).etag());
    assertThat(stores.destination.fetchTags(in(DST, "copy"))).isEmpty();
  }

  /// Where the copy is cut otherwise than the source, its tag can't tell that parts are of two
  /// objects.
  @Test
  void neverMixesOldAndNewWhereTheCutsAreItsOwn() {
    TwoBuckets.putParts(stores.source, in(SRC, "key"), FULL, 600_000, 600_000);
    ObjectStore source =
        replacing(
            2,
            false,
            () ->
                TwoBuckets.putParts(
                    stores.source, in(SRC, "key"), FULL, 400_000, 400_000, 400_000));
    Fidelity any =
        Fidelity.STANDARD
            .with(Attribute.PART_LAYOUT, Fidelity.Level.IGNORE)
            .with(Attribute.CHECKSUM, Fidelity.Level.IGNORE);

    Copied copied =
        copied(copier(source, stores.destination, settings(any)).copy(request(in(SRC, "key"))));

    assertThat(copy()).isEqualTo(read(stores.source, in(SRC, "key")));
    assertThat(copied.sourceEtag())
        .isEqualTo(stores.source.headObject(in(SRC, "key"), ReadOptions.PLAIN).etag());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20_000, 300_000})
  void neverMixesOldAndNewWhenAnObjectInOnePieceIsReplaced(int size) {
    byte[] old = pattern(size, 1);
    byte[] fresh = pattern(size + 1, 2);
    for (boolean after : new boolean[] {true, false}) {
      stores.put("key", old, FULL);
      ObjectStore source = replacing(1, after, () -> stores.put("key", fresh, FULL));

      copied(copy(source, stores.destination));

      assertThat(copy()).isEqualTo(after ? old : fresh);
    }
  }

  @Test
  void noticesAReplacementOnAStoreThatTellsNoTags() {
    stores.put("key", pattern(100, 1), FULL);
    CopyRequest listed = request(in(SRC, "key")).as(99, null, StorageClass.STANDARD);

    copier(stores.source, stores.destination, STANDARD).copy(listed);

    assertThat(copy()).isEqualTo(pattern(100, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void saysThatTheSourceIsGoneWhenItIsDeletedInTheMidst(int at) {
    TwoBuckets.putParts(stores.source, in(SRC, "key"), FULL, 5000, 5000, 10);
    ObjectStore source =
        replacing(at, false, () -> stores.source.deleteObjects(SRC, List.of(in(SRC, "key"))));

    assertThat(copy(source, stores.destination)).isEqualTo(new CopyOutcome.SourceGone());
    assertThatThrownBy(this::copy).isInstanceOf(StoreException.class);
  }

  @Test
  void failsWhenItIsTheDestinationsBucketThatIsGone() {
    stores.put("key", pattern(100, 1), FULL);
    CopyRequest request = request(in(SRC, "key"));
    CopyRequest lost =
        new CopyRequest(
            request.source(),
            ObjectRef.current(new dev.lockstep.object.BucketName("nowhere"), ObjectKey.of("copy")),
            100,
            request.etag(),
            StorageClass.STANDARD);

    assertThatThrownBy(() -> copier(stores.source, stores.destination, STANDARD).copy(lost))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("NoSuchBucket");
  }

  /// Breaks the body of the first reads after so many bytes.
  private ObjectStore breaking(int times, int after) {
    AtomicInteger left = new AtomicInteger(times);
    return new RelayedStore(stores.source) {
      @Override
      public FetchedObject fetchObject(ObjectRef object, ReadOptions options) {
        FetchedObject fetched = super.fetchObject(object, options);
        return options.partNumber() == 0 && left.getAndDecrement() > 0
            ? new BrokenFetch(fetched, after)
            : fetched;
      }
    };
  }

  private record BrokenFetch(FetchedObject whole, int after) implements FetchedObject {
    @Override
    public ObjectHead head() {
      return whole.head();
    }

    @Override
    public long offset() {
      return whole.offset();
    }

    @Override
    public long length() {
      return whole.length();
    }

    @Override
    public ReadableByteChannel body() {
      return new ReadableByteChannel() {
        private int read;

        @Override
        public int read(ByteBuffer target) throws IOException {
          if (read >= after) {
            throw new IOException("connection reset");
          }
          int limit = target.limit();
          target.limit(Math.min(limit, target.position() + after - read));
          int count = whole.body().read(target);
          target.limit(limit);
          read += count;
          return count;
        }

        @Override
        public boolean isOpen() {
          return true;
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void close() {
      whole.close();
    }
  }

  /// A destination over which a broken body shows as it does over HTTP.
  private ObjectStore tellingBreaks() {
    return new RelayedStore(stores.destination) {
      @Override
      public WriteReceipt putObject(
          ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
        try {
          return super.putObject(target, attributes, body, options);
        } catch (java.io.UncheckedIOException e) {
          throw failure(new StoreFailure.Transient(detail("Broken"), true));
        }
      }

      @Override
      public UploadedPart uploadPart(
          MultipartUpload upload, int number, ObjectBody body, PartChecksum checksum) {
        try {
          return super.uploadPart(upload, number, body, checksum);
        } catch (java.io.UncheckedIOException e) {
          throw failure(new StoreFailure.Transient(detail("Broken"), true));
        }
      }
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 300_000})
  void readsAgainWhenAStreamBreaks(int size) {
    byte[] bytes = pattern(size, 1);
    stores.put("key", bytes, FULL);

    copied(copy(breaking(2, 50), tellingBreaks()));

    assertThat(copy()).isEqualTo(bytes);
    assertThat(progress.snapshot().copiedBytes()).isEqualTo(size);
  }

  @Test
  void readsAPartAgainWhenItsStreamBreaks() {
    byte[] bytes = TwoBuckets.putParts(stores.source, in(SRC, "key"), FULL, 5000, 5000, 10);

    copied(copy(breaking(2, 5), tellingBreaks()));

    assertThat(copy()).isEqualTo(bytes);
  }

  @Test
  void givesUpAndLeavesAnUploadToGoOnWithWhenPartsBreakForGood() {
    TwoBuckets.putParts(stores.source, in(SRC, "key"), FULL, 5000, 5000, 10);

    assertThatThrownBy(() -> copy(breaking(Integer.MAX_VALUE, 5), tellingBreaks()))
        .isInstanceOf(StoreException.class);
    assertThat(progress.snapshot().copiedBytes()).isZero();
    assertThat(uploads.getLast().all()).hasSize(1);
    uploads.getLast().abortAll();
  }

  /// Dies in the midst of a part.
  private ObjectStore dying(int part, Throwable error) {
    return new RelayedStore(stores.destination) {
      @Override
      public UploadedPart uploadPart(
          MultipartUpload upload, int number, ObjectBody body, PartChecksum checksum) {
        if (number == part) {
          switch (error) {
            case Error e -> throw e;
            case RuntimeException e -> throw e;
            default -> throw new AssertionError(error);
          }
        }
        return super.uploadPart(upload, number, body, checksum);
      }
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void neverCompletesAnUploadOfWhichAPartDiedOfAnError(int part) {
    TwoBuckets.putParts(stores.source, in(SRC, "key"), FULL, 5000, 5000, 10);

    assertThatThrownBy(() -> copy(stores.source, dying(part, new OutOfMemoryError("a test"))))
        .isInstanceOf(OutOfMemoryError.class);
    assertThatThrownBy(() -> copy(stores.source, dying(part, new IllegalStateException("a test"))))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(this::copy).isInstanceOf(StoreException.class);
  }

  @Test
  void givesBackWhatItHoldsHoweverOftenACopyFails() {
    TwoBuckets.putParts(stores.source, in(SRC, "key"), FULL, 5000, 5000, 10);
    stores.put("small", pattern(10, 1), FULL);
    AtomicInteger left = new AtomicInteger(10);
    ObjectStore destination =
        new RelayedStore(stores.destination) {
          @Override
          public UploadedPart uploadPart(
              MultipartUpload upload, int number, ObjectBody body, PartChecksum checksum) {
            if (number == 2 && left.getAndDecrement() > 0) {
              throw new OutOfMemoryError("a test");
            }
            return super.uploadPart(upload, number, body, checksum);
          }

          @Override
          public WriteReceipt putObject(
              ObjectRef target,
              ObjectAttributes attributes,
              ObjectBody body,
              WriteOptions options) {
            if (left.getAndDecrement() > -10) {
              throw new OutOfMemoryError("a test");
            }
            return super.putObject(target, attributes, body, options);
          }
        };
    ObjectCopier copier = copier(stores.source, destination, STANDARD);
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> copier.copy(request(in(SRC, "key")))).isInstanceOf(Error.class);
    }
    copied(copier.copy(request(in(SRC, "key"))));
    for (int i = 0; i < 10; i++) {
      try {
        copier.copy(request(in(SRC, "small")));
      } catch (OutOfMemoryError e) {
        assertThat(e).hasMessage("a test");
      }
    }
    copied(copier.copy(request(in(SRC, "small"))));
  }

  /// Refuses objects of a class, or with a redirect.
  private ObjectStore refusing(String storageClass) {
    return new RelayedStore(stores.destination) {
      @Override
      public WriteReceipt putObject(
          ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
        if (attributes.storageClass().name().equals(storageClass)
            || attributes.header(ContentHeader.WEBSITE_REDIRECT) != null) {
          throw failure(new StoreFailure.Unsupported(detail("NotHere")));
        }
        return super.putObject(target, attributes, body, options);
      }
    };
  }

  @Test
  void leavesOutAClassThatTheDestinationRefusesAndSaysSo() {
    stores.put("key", pattern(100, 1), FULL);
    ObjectCopier copier = copier(stores.source, refusing("STANDARD_IA"), STANDARD);

    for (int i = 0; i < 2; i++) {
      Copied copied = copied(copier.copy(request(in(SRC, "key"))));
      assertThat(copied.notes()).singleElement().asString().contains("STANDARD_IA");
    }
    ObjectAttributes there =
        stores.destination.headObject(in(DST, "copy"), ReadOptions.PLAIN).attributes();
    assertThat(there.storageClass()).isEqualTo(StorageClass.STANDARD);
    assertThat(there.userMetadata()).isEqualTo(FULL.userMetadata());
  }

  @Test
  void doesNotLeaveOutAClassBecauseSomethingElseWasRefused() {
    stores.put(
        "key", pattern(100, 1), FULL.withHeaders(Map.of(ContentHeader.WEBSITE_REDIRECT, "/x")));
    ObjectCopier copier = copier(stores.source, refusing("none"), STANDARD);
    assertThat(copied(copier.copy(request(in(SRC, "key")))).notes()).hasSize(1);

    stores.put("key", pattern(100, 2), FULL);

    assertThat(copied(copier.copy(request(in(SRC, "key")))).notes()).isEmpty();
    assertThat(stores.destination.headObject(in(DST, "copy"), ReadOptions.PLAIN).attributes())
        .isEqualTo(FULL.withTags(Map.of()));
  }

  @Test
  void failsWhenWhatIsRefusedMustArrive() {
    stores.put("key", pattern(100, 1), FULL);
    Fidelity must = Fidelity.STANDARD.with(Attribute.STORAGE_CLASS, Fidelity.Level.MUST);
    ObjectCopier copier = copier(stores.source, refusing("STANDARD_IA"), settings(must));

    assertThatThrownBy(() -> copier.copy(request(in(SRC, "key"))))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("NotHere");
    assertThatThrownBy(this::copy).isInstanceOf(StoreException.class);
  }

  @Test
  void failsWhenTheDestinationRefusesTheKey() {
    stores.put("key", pattern(100, 1), FULL);
    CopyRequest request = request(in(SRC, "key"));
    CopyRequest tooLong =
        new CopyRequest(
            request.source(),
            in(DST, "k".repeat(1025)),
            100,
            request.etag(),
            request.storageClass());

    assertThatThrownBy(() -> copier(stores.source, stores.destination, STANDARD).copy(tooLong))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("KeyTooLong");
  }

  @Test
  void doesNotTakeACopyForCorruptBecauseTheSourceHidItsDigest() {
    ObjectStore kms =
        new RelayedStore(stores.source) {
          @Override
          public WriteReceipt copyObject(ObjectRef source, ObjectRef target, CopyOptions options) {
            WriteReceipt receipt = super.copyObject(source, target, options);
            return new WriteReceipt(
                new ETag("00000000000000000000000000000000"),
                receipt.version(),
                Encryption.SSE_S3,
                List.of());
          }
        };
    stores.put("key", pattern(100, 1), FULL.withEncryption(new Encryption("aws:kms", null, false)));

    Copied copied = copied(copier(kms, kms, STANDARD).copy(request(in(SRC, "key"))));

    assertThat(
            new WriteCheck(copied.sourceEtag(), copied.sourceHidesMd5(), copied.sourceChecksums())
                .of(copied.receipt()))
        .isEqualTo(WriteCheck.Evidence.SIZE);
  }

  @Test
  void failsWhenCopyingWithinAStoreDoes() {
    stores.put("key", pattern(100, 1), FULL);
    ObjectStore broken =
        new RelayedStore(stores.source) {
          @Override
          public WriteReceipt copyObject(ObjectRef source, ObjectRef target, CopyOptions options) {
            throw failure(new StoreFailure.Transient(detail("InternalError"), true));
          }
        };

    assertThatThrownBy(() -> copy(broken, broken)).hasMessageContaining("InternalError");
  }

  @Test
  void givesTheCopyTheGrantsThatMeanSomethingThere() {
    stores.put("key", pattern(100, 1), ObjectAttributes.NONE);
    AccessControl acl = stores.source.fetchAcl(in(SRC, "key"));
    Grant everybody =
        new Grant(new Grantee.Group("http://acs.amazonaws.com/groups/global/AllUsers"), "READ");
    Grant owner = new Grant(new Grantee.CanonicalUser(acl.ownerId()), "FULL_CONTROL");
    stores.source.putAcl(
        in(SRC, "key"), new AccessControl(acl.ownerId(), List.of(owner, everybody)));
    Fidelity withAcl = Fidelity.STANDARD.with(Attribute.ACL, Fidelity.Level.BEST_EFFORT);

    copied(
        copier(stores.source, stores.destination, settings(withAcl)).copy(request(in(SRC, "key"))));
    assertThat(stores.destination.fetchAcl(in(DST, "copy")).grants())
        .containsExactlyInAnyOrder(owner, everybody);

    copied(copier(stores.source, stores.destination, STANDARD).copy(request(in(SRC, "key"))));
    assertThat(stores.destination.fetchAcl(in(DST, "copy")).grants()).containsExactly(owner);
  }
}
