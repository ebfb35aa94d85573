package dev.lockstep.copy;

import static dev.lockstep.conformance.TwoBuckets.DST;
import static dev.lockstep.conformance.TwoBuckets.SRC;
import static dev.lockstep.conformance.TwoBuckets.detail;
import static dev.lockstep.conformance.TwoBuckets.failure;
import static dev.lockstep.conformance.TwoBuckets.in;
import static dev.lockstep.testkit.StoreUnderTest.pattern;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.copy.CopyOutcome.Copied;
import dev.lockstep.endpoint.ByteRange;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.UploadChecksum;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.Attribute;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.Checksum.Algorithm;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.telemetry.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Checksums of objects that were written in parts, and what becomes of them in a copy.
class ChecksumCopyTest {
  private static final ObjectRef KEY = in(SRC, "key");
  private static final ObjectRef COPY = in(DST, "copy");

  private final TwoBuckets stores = new TwoBuckets();

  @AfterEach
  void leavesNoUploadOpen() {
    for (ObjectStore store : List.of(stores.source, stores.destination)) {
      assertThat(store.listUploads(DST, ObjectKey.EMPTY, UploadsPage.Marker.START).uploads())
          .isEmpty();
    }
  }

  private Copied copy(ObjectStore source, ObjectStore destination, Fidelity fidelity) {
    return copy(source, destination, fidelity, false);
  }

  private Copied copy(
      ObjectStore source, ObjectStore destination, Fidelity fidelity, boolean sumsWholes) {
    CopySettings settings = new CopySettings(fidelity, null, null, 10_000);
    ObjectCopier copier =
        new ObjectCopier(
            source,
            destination,
            settings,
            TwoBuckets.atOnce(),
            2,
            2,
            new OpenUploads(destination, UploadLog.NONE, InstantSource.system(), List.of()),
            new Progress(),
            new SourceLocks(source),
            () -> TwoBuckets.NOW,
            () -> sumsWholes);
    ObjectHead head = stores.source.headObject(KEY, ReadOptions.PLAIN);
    CopyOutcome outcome =
        copier.copy(
            new CopyRequest(KEY, COPY, head.size(), head.etag(), head.attributes().storageClass()));
    assertThat(outcome).isInstanceOf(Copied.class);
    return (Copied) outcome;
  }

  private static Fidelity fidelity(Fidelity.Level ofChecksums) {
    return Fidelity.STANDARD.with(Attribute.CHECKSUM, ofChecksums);
  }

  /// Writes the source in parts of these lengths.
  private void put(UploadChecksum checksum, int... lengths) {
    byte[] bytes = pattern(Arrays.stream(lengths).sum(), 1);
    MultipartUpload upload = stores.source.createUpload(KEY, ObjectAttributes.NONE, checksum);
    List<UploadedPart> parts = new ArrayList<>();
    int at = 0;
    for (int length : lengths) {
      parts.add(
          stores.source.uploadPart(
              upload,
              parts.size() + 1,
              ObjectBody.of(Arrays.copyOfRange(bytes, at, at + length)),
              new PartChecksum.Computed(checksum.algorithm())));
      at += length;
    }
    stores.source.completeUpload(upload, parts, WriteOptions.PLAIN);
  }

  private static UploadChecksum composite(Algorithm algorithm) {
    return new UploadChecksum(algorithm, Checksum.Type.COMPOSITE);
  }

  private static UploadChecksum full(Algorithm algorithm) {
    return new UploadChecksum(algorithm, Checksum.Type.FULL_OBJECT);
  }

  private void assertSameAsSource(ObjectStore destination) {
    ReadOptions part = ReadOptions.WITH_CHECKSUMS.partNumber(2);
    ObjectHead one = stores.source.headObject(KEY, part);
    ObjectHead other = destination.headObject(COPY, part);
    assertThat(other.etag()).isEqualTo(one.etag());
    assertThat(other.partsCount()).isEqualTo(one.partsCount());
    assertThat(other.checksums()).isEqualTo(one.checksums());
    assertThat(destination.headObject(COPY, ReadOptions.WITH_CHECKSUMS).checksums())
        .isNotEmpty()
        .isEqualTo(stores.source.headObject(KEY, ReadOptions.WITH_CHECKSUMS).checksums());
  }

  @ParameterizedTest
  @CsvSource({
    "CRC64NVME, FULL_OBJECT",
    "CRC32C,    FULL_OBJECT",
    "CRC32,     FULL_OBJECT",
    "CRC32C,    COMPOSITE",
    "CRC32,     COMPOSITE",
    "SHA256,    COMPOSITE",
    "SHA1,      COMPOSITE",
  })
  void aCopyInPartsHasTheSameChecksum(Algorithm algorithm, Checksum.Type type) {
    put(new UploadChecksum(algorithm, type), 2000, 2000, 300);

    for (ObjectStore destination : List.of(stores.destination, stores.source)) {
      Copied copied = copy(stores.source, destination, fidelity(Fidelity.Level.MUST));

      assertThat(copied.notes()).isEmpty();
      assertThat(copied.receipt().checksums()).isEqualTo(copied.sourceChecksums());
      assertSameAsSource(destination);
    }
  }

  @Test
  void unevenPartsHaveTheSameChecksumToo() {
    put(composite(Algorithm.CRC32C), 2000, 1000, 1500, 4000, 10);

    assertThat(copy(stores.source, stores.destination, Fidelity.STANDARD).notes()).isEmpty();
    assertSameAsSource(stores.destination);
  }

  /// The likely cuts are tried first, and their number fits.
  @Test
  void cutsThatTurnOutToBeOthersHaveTheSameChecksumInTheEnd() {
    put(composite(Algorithm.SHA256), 2000, 2500, 1500, 100);

    assertThat(copy(stores.source, stores.destination, Fidelity.STANDARD).notes()).isEmpty();
    assertSameAsSource(stores.destination);
  }

  @Test
  void theSourceTellsTheChecksumsOfThePartsThatACompositeOneIsMadeOf() {
    put(composite(Algorithm.SHA256), 2000, 300);
    List<PartChecksum> sent = Collections.synchronizedList(new ArrayList<>());

    copy(stores.source, recording(sent), Fidelity.STANDARD);

    assertThat(sent).hasSize(2).hasOnlyElementsOfType(PartChecksum.Known.class);
  }

  @Test
  void whatTheSourceDoesNotTellIsComputed() {
    put(composite(Algorithm.SHA256), 2000, 300);
    RelayedStore silent =
        new RelayedStore(stores.source) {
          @Override
          public FetchedObject fetchObject(ObjectRef object, ReadOptions options) {
            return super.fetchObject(
                object,
                new ReadOptions(options.ifMatch(), options.range(), options.partNumber(), false));
          }
        };
    List<PartChecksum> sent = Collections.synchronizedList(new ArrayList<>());

    copy(silent, recording(sent), Fidelity.STANDARD);

    assertThat(sent).hasSize(2).containsOnly(new PartChecksum.Computed(Algorithm.SHA256));
    assertSameAsSource(stores.destination);
  }

  private ObjectStore recording(List<PartChecksum> sent) {
    return new RelayedStore(stores.destination) {
      @Override
      public UploadedPart uploadPart(
          MultipartUpload upload, int number, ObjectBody body, PartChecksum checksum) {
        sent.add(checksum);
        return super.uploadPart(upload, number, body, checksum);
      }
    };
  }

  @Test
  void nothingOfChecksumsIsSentWhereTheyAreIgnored() {
    put(composite(Algorithm.CRC32C), 2000, 300);
    RelayedStore knowsNone =
        new RelayedStore(stores.destination) {
          @Override
          public MultipartUpload createUpload(
              ObjectRef target, ObjectAttributes attributes, @Nullable UploadChecksum checksum) {
            assertThat(checksum).isNull();
            return super.createUpload(target, attributes, null);
          }

          @Override
          public UploadedPart uploadPart(
              MultipartUpload upload, int number, ObjectBody body, PartChecksum checksum) {
            assertThat(checksum).isEqualTo(PartChecksum.NONE);
            return super.uploadPart(upload, number, body, checksum);
          }

          @Override
          public WriteReceipt completeUpload(
              MultipartUpload upload, List<UploadedPart> parts, WriteOptions options) {
            assertThat(options).isEqualTo(WriteOptions.PLAIN);
            assertThat(parts).allSatisfy(part -> assertThat(part.checksum()).isNull());
            return super.completeUpload(upload, parts, options);
          }
        };

    assertThat(copy(stores.source, knowsNone, fidelity(Fidelity.Level.IGNORE)).notes()).isEmpty();
  }

  @Test
  void aSmallObjectIsSentWithoutChecksumsWhereTheyAreIgnored() {
    put(full(Algorithm.CRC32C), 2000);
    RelayedStore knowsNone =
        new RelayedStore(stores.destination) {
          @Override
          public WriteReceipt putObject(
              ObjectRef target,
              ObjectAttributes attributes,
              ObjectBody body,
              WriteOptions options) {
            assertThat(options).isEqualTo(WriteOptions.PLAIN);
            return super.putObject(target, attributes, body, options);
          }
        };
    Fidelity fidelity =
        fidelity(Fidelity.Level.IGNORE).with(Attribute.PART_LAYOUT, Fidelity.Level.IGNORE);

    assertThat(copy(stores.source, knowsNone, fidelity).method())
        .isEqualTo(CopyMethod.RELAY_BUFFERED);
  }

  @Test
  void aDestinationThatRefusesChecksumsGetsTheCopyWithoutAndThatIsTold() {
    put(composite(Algorithm.CRC32C), 2000, 300);
    RelayedStore refuses =
        new RelayedStore(stores.destination) {
          @Override
          public UploadedPart uploadPart(
              MultipartUpload upload, int number, ObjectBody body, PartChecksum checksum) {
            if (checksum instanceof PartChecksum.None) {
              return super.uploadPart(upload, number, body, checksum);
            }
            throw failure(new StoreFailure.Unsupported(detail("NotImplemented")));
          }
        };

    assertThat(copy(stores.source, refuses, Fidelity.STANDARD).notes()).hasSize(1);
    assertThat(stores.destination.headObject(COPY, ReadOptions.PLAIN).etag())
        .isEqualTo(stores.source.headObject(KEY, ReadOptions.PLAIN).etag());
  }

  @Test
  void aCompositeChecksumIsLostWithThePartsThatMadeItAndThatIsTold() {
    put(composite(Algorithm.CRC32C), 1_000_000, 1_000_000);
    Fidelity fidelity = Fidelity.STANDARD.with(Attribute.PART_LAYOUT, Fidelity.Level.IGNORE);

    assertThat(copy(stores.source, stores.destination, fidelity).notes())
        .singleElement()
        .asString()
        .contains("without its checksum");

    StoreException refused =
        catchThrowableOfType(
            StoreException.class,
            () ->
                copy(
                    stores.source,
                    stores.destination,
                    fidelity.with(Attribute.CHECKSUM, Fidelity.Level.MUST)));
    assertThat(refused.failure()).isInstanceOf(StoreFailure.Unsupported.class);
  }

  @Test
  void aFullChecksumIsKeptWhateverTheParts() {
    put(full(Algorithm.CRC64NVME), 1_000_000, 1_000_000);
    Fidelity fidelity = Fidelity.STANDARD.with(Attribute.PART_LAYOUT, Fidelity.Level.IGNORE);

    assertThat(copy(stores.source, stores.destination, fidelity).notes()).isEmpty();
    ObjectHead copy = stores.destination.headObject(COPY, ReadOptions.WITH_CHECKSUMS);
    assertThat(copy.checksums())
        .isEqualTo(stores.source.headObject(KEY, ReadOptions.WITH_CHECKSUMS).checksums());
    assertThat(copy.etag()).isNotEqualTo(stores.source.headObject(KEY, ReadOptions.PLAIN).etag());
  }

  /// The store finds it out by the checksum that the source has told, and the part is sent again.
  @Test
  void aPartThatWasCorruptedOnTheWayIsRefusedAndSentAgain() {
    put(composite(Algorithm.CRC32C), 2000, 300);
    AtomicInteger refused = new AtomicInteger();

    copy(stores.source, corruptingOnce(refused), Fidelity.STANDARD);

    assertThat(refused).hasValue(1);
    assertSameAsSource(stores.destination);
  }

  /// No part tells, but the whole does: all is copied again.
  @Test
  void aPartThatWasCorruptedBeforeItCameIsFoundOutByTheChecksumOfTheWhole() {
    put(full(Algorithm.CRC64NVME), 2000, 300);
    AtomicInteger refused = new AtomicInteger();

    copy(stores.source, corruptingOnce(refused), Fidelity.STANDARD);

    assertThat(refused.get()).isPositive();
    assertSameAsSource(stores.destination);
  }

  /// The destination computes it anyway, so nothing is sent with the parts.
  @Test
  void partsGoWithoutChecksumsWhereTheDestinationMakesThatOfTheWhole() {
    put(full(Algorithm.CRC64NVME), 2000, 300);
    List<PartChecksum> sent = Collections.synchronizedList(new ArrayList<>());

    copy(stores.source, noting(stores.destination, sent), Fidelity.STANDARD, true);

    assertThat(sent).containsExactly(PartChecksum.NONE, PartChecksum.NONE);
    assertSameAsSource(stores.destination);
  }

  /// Only the whole told that a part was damaged; from then on, the parts tell by themselves.
  @Test
  void partsHaveChecksumsOnceAWholeWasFoundDamaged() {
    put(full(Algorithm.CRC64NVME), 2000, 300);
    AtomicInteger refused = new AtomicInteger();
    List<PartChecksum> sent = Collections.synchronizedList(new ArrayList<>());

    copy(stores.source, noting(corruptingOnce(refused), sent), Fidelity.STANDARD, true);

    PartChecksum computed = new PartChecksum.Computed(Algorithm.CRC64NVME);
    assertThat(refused).hasValue(1);
    assertThat(sent).containsExactly(PartChecksum.NONE, PartChecksum.NONE, computed, computed);
    assertSameAsSource(stores.destination);
  }

  private static ObjectStore noting(ObjectStore destination, List<PartChecksum> sent) {
    return new RelayedStore(destination) {
      @Override
      public UploadedPart uploadPart(
          MultipartUpload upload, int number, ObjectBody body, PartChecksum checksum) {
        sent.add(checksum);
        return super.uploadPart(upload, number, body, checksum);
      }
    };
  }

  /// A store that gets one byte of its first part wrong, and counts what it refuses for that.
  private ObjectStore corruptingOnce(AtomicInteger refused) {
    AtomicInteger parts = new AtomicInteger();
    return new RelayedStore(stores.destination) {
      @Override
      public UploadedPart uploadPart(
          MultipartUpload upload, int number, ObjectBody body, PartChecksum checksum) {
        ObjectBody sent = body;
        if (parts.getAndIncrement() == 0 && body instanceof ObjectBody.Streamed streamed) {
          sent = new ObjectBody.Streamed(new Corrupting(streamed.source()), streamed.length());
        }
        try {
          return super.uploadPart(upload, number, sent, checksum);
        } catch (StoreException e) {
          refused.incrementAndGet();
          throw e;
        }
      }

      @Override
      public WriteReceipt completeUpload(
          MultipartUpload upload, List<UploadedPart> sent, WriteOptions options) {
        try {
          return super.completeUpload(upload, sent, options);
        } catch (StoreException e) {
          refused.incrementAndGet();
          throw e;
        }
      }
    };
  }

  /// Turns one bit of the first byte.
  private static final class Corrupting implements ReadableByteChannel {
    private final ReadableByteChannel channel;
    private boolean done;

    Corrupting(ReadableByteChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      int at = target.position();
      int count = channel.read(target);
      if (count > 0 && !done) {
        done = true;
        target.put(at, (byte) (target.get(at) ^ 1));
      }
      return count;
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  @Test
  void aCopyByTheStoreItselfPassesOnWhatItTellsOfTheParts() {
    put(composite(Algorithm.SHA1), 2000, 300);
    List<UploadedPart> copied = Collections.synchronizedList(new ArrayList<>());
    RelayedStore within =
        new RelayedStore(stores.source) {
          @Override
          public UploadedPart copyPart(
              MultipartUpload upload,
              int number,
              ObjectRef source,
              ETag sourceIs,
              ByteRange range) {
            UploadedPart part = super.copyPart(upload, number, source, sourceIs, range);
            copied.add(part);
            return part;
          }
        };

    assertThat(copy(stores.source, within, Fidelity.STANDARD).method())
        .isEqualTo(CopyMethod.SERVER_COPY_PARTS);
    assertThat(copied).hasSize(2).allSatisfy(part -> assertThat(part.checksum()).isNotNull());
  }

  /// As versitygw does where it has copied ranges.
  @Test
  void aStoreThatComputesAWrongChecksumOfItsOwnCopyIsGivenNone() {
    put(full(Algorithm.CRC32), 2000, 300);
    RelayedStore within =
        new RelayedStore(stores.source) {
          @Override
          public WriteReceipt completeUpload(
              MultipartUpload upload, List<UploadedPart> parts, WriteOptions options) {
            if (options.checksum() != null) {
              throw failure(new StoreFailure.Corrupted(detail("BadDigest")));
            }
            return super.completeUpload(upload, parts, options);
          }
        };

    assertThat(copy(stores.source, within, Fidelity.STANDARD).notes()).hasSize(1);
    assertThat(stores.source.headObject(COPY, ReadOptions.PLAIN).etag())
        .isEqualTo(stores.source.headObject(KEY, ReadOptions.PLAIN).etag());
  }
}
