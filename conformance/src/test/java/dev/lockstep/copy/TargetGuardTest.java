package dev.lockstep.copy;

import static dev.lockstep.conformance.TwoBuckets.DST;
import static dev.lockstep.conformance.TwoBuckets.SRC;
import static dev.lockstep.conformance.TwoBuckets.detail;
import static dev.lockstep.conformance.TwoBuckets.failure;
import static dev.lockstep.conformance.TwoBuckets.in;
import static dev.lockstep.testkit.StoreUnderTest.pattern;
import static dev.lockstep.testkit.StoreUnderTest.readFully;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.copy.CopyOutcome.Copied;
import dev.lockstep.copy.CopyOutcome.TargetChanged;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.endpoint.CopyOptions;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.RetryingStore;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.UploadChecksum;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.StorageClass;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.RequestCounts;
import dev.lockstep.telemetry.RequestKind;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Objects at the destination that change between listing and writing, for every way of copying, by
/// conditions and without.
class TargetGuardTest {
  private static final ObjectRef KEY = in(SRC, "key");
  private static final ObjectRef COPY = in(DST, "copy");
  private static final byte[] OTHERS = "somebody else's".getBytes(StandardCharsets.UTF_8);

  private final TwoBuckets stores = new TwoBuckets();
  private final RequestCounts counts = new RequestCounts();
  private byte[] bytes = new byte[0];

  /// How an object travels.
  enum Way {
    SMALL,
    STREAMED,
    PARTS,
    SERVER_COPY,
    SERVER_COPY_PARTS;

    boolean withinStore() {
      return this == SERVER_COPY || this == SERVER_COPY_PARTS;
    }
  }

  private ObjectStore destination(Way way) {
    return way.withinStore() ? stores.source : stores.destination;
  }

  private void putSource(Way way) {
    switch (way) {
      case SMALL, SERVER_COPY -> put(pattern(1000, 1));
      case STREAMED -> put(pattern(BufferPool.LARGEST + 1, 1));
      case PARTS, SERVER_COPY_PARTS ->
          bytes = TwoBuckets.putParts(stores.source, KEY, ObjectAttributes.NONE, 5000, 5000, 10);
    }
  }

  private void put(byte[] content) {
    bytes = content;
    stores.put("key", content, ObjectAttributes.NONE);
  }

  private WriteReceipt putOthers(ObjectStore store, byte[] content) {
    return store.putObject(COPY, ObjectAttributes.NONE, ObjectBody.of(content), WriteOptions.PLAIN);
  }

  private CopyRequest request(Replaced replaced) {
    ObjectHead head = stores.source.headObject(KEY, ReadOptions.PLAIN);
    StorageClass storageClass = head.attributes().storageClass();
    return new CopyRequest(KEY, COPY, head.size(), head.etag(), storageClass, replaced);
  }

  private CopyOutcome copy(ObjectStore to, Overwriting overwriting, Replaced replaced) {
    ObjectStore retrying = new RetryingStore(to, TwoBuckets.atOnce(), counts);
    OpenUploads uploads =
        new OpenUploads(retrying, UploadLog.NONE, InstantSource.system(), List.of());
    CopySettings settings =
        new CopySettings(Fidelity.STANDARD, null, null, 10_000).with(overwriting);
    CopyOutcome outcome =
        new ObjectCopier(
                stores.source,
                retrying,
                settings,
                TwoBuckets.atOnce(),
                2,
                2,
                uploads,
                new Progress(),
                new SourceLocks(stores.source),
                () -> TwoBuckets.NOW,
                () -> false)
            .copy(request(replaced));
    assertThat(uploads.all()).isEmpty();
    return outcome;
  }

  private static Overwriting careful(boolean conditions) {
    return new Overwriting(OnConflict.SKIP, conditions ? Overwriting.CONDITIONS : Set.of());
  }

  private static byte[] read(ObjectStore store) {
    try (FetchedObject fetched = store.fetchObject(COPY, ReadOptions.PLAIN)) {
      return readFully(fetched);
    }
  }

  @AfterEach
  void leavesNoUploadOpen() {
    for (ObjectStore store : List.of(stores.source, stores.destination)) {
      assertThat(store.listUploads(DST, ObjectKey.EMPTY, UploadsPage.Marker.START).uploads())
          .isEmpty();
    }
  }

  private static final String EVERY_WAY =
      """
      SMALL, true
      SMALL, false
      STREAMED, true
      STREAMED, false
      PARTS, true
      PARTS, false
      SERVER_COPY, true
      SERVER_COPY, false
      SERVER_COPY_PARTS, true
      SERVER_COPY_PARTS, false
      """;

  @ParameterizedTest
  @CsvSource(textBlock = EVERY_WAY)
  void writesWhereAllIsAsItWasListed(Way way, boolean conditions) {
    putSource(way);
    ObjectStore to = destination(way);

    assertThat(copy(to, careful(conditions), Replaced.NOTHING)).isInstanceOf(Copied.class);
    assertThat(read(to)).isEqualTo(bytes);

    WriteReceipt there = putOthers(to, OTHERS);
    Replaced listed = new Replaced.Listed(there.etag(), OTHERS.length);
    assertThat(copy(to, careful(conditions), listed)).isInstanceOf(Copied.class);
    assertThat(read(to)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource(textBlock = EVERY_WAY)
  void leavesAnObjectThatCameMeanwhile(Way way, boolean conditions) {
    putSource(way);
    ObjectStore to = destination(way);
    putOthers(to, OTHERS);

    assertThat(copy(to, careful(conditions), Replaced.NOTHING)).isInstanceOf(TargetChanged.class);

    assertThat(read(to)).isEqualTo(OTHERS);
  }

  @ParameterizedTest
  @CsvSource(textBlock = EVERY_WAY)
  void leavesAnObjectThatChangedMeanwhile(Way way, boolean conditions) {
    putSource(way);
    ObjectStore to = destination(way);
    Replaced listed = new Replaced.Listed(putOthers(to, new byte[7]).etag(), 7);
    putOthers(to, OTHERS);

    assertThat(copy(to, careful(conditions), listed)).isInstanceOf(TargetChanged.class);

    assertThat(read(to)).isEqualTo(OTHERS);
  }

  @ParameterizedTest
  @CsvSource(textBlock = EVERY_WAY)
  void writesNothingWhereAnObjectWasDeletedMeanwhile(Way way, boolean conditions) {
    putSource(way);
    ObjectStore to = destination(way);
    Replaced listed = new Replaced.Listed(putOthers(to, OTHERS).etag(), OTHERS.length);
    to.deleteObjects(DST, List.of(COPY));

    assertThat(copy(to, careful(conditions), listed))
        .isEqualTo(
            new TargetChanged(
                to.name() + ":" + COPY + " was deleted at the destination meanwhile"));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void overwritesWithoutLookingUnlessItIsToldOtherwise(Way way) {
    putSource(way);
    ObjectStore to = destination(way);
    putOthers(to, OTHERS);

    assertThat(copy(to, Overwriting.ALWAYS, Replaced.NOTHING)).isInstanceOf(Copied.class);

    assertThat(read(to)).isEqualTo(bytes);
    assertThat(counts.count(RequestKind.HEAD)).isZero();
  }

  /// Carries out the first request that makes an object appear, and loses the answer.
  private static final class LosingAnswers extends RelayedStore {
    private final AtomicInteger writes = new AtomicInteger();

    LosingAnswers(ObjectStore store) {
      super(store);
    }

    private WriteReceipt lost(Supplier<WriteReceipt> write) {
      WriteReceipt receipt = write.get();
      if (writes.incrementAndGet() == 1) {
        throw failure(new StoreFailure.Transient(detail("NoAnswer"), true));
      }
      return receipt;
    }

    @Override
    public WriteReceipt putObject(
        ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
      return lost(() -> super.putObject(target, attributes, body, options));
    }

    @Override
    public WriteReceipt copyObject(ObjectRef source, ObjectRef target, CopyOptions options) {
      return lost(() -> super.copyObject(source, target, options));
    }

    @Override
    public WriteReceipt completeUpload(
        MultipartUpload upload, List<UploadedPart> parts, WriteOptions options) {
      return lost(() -> super.completeUpload(upload, parts, options));
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = EVERY_WAY)
  void knowsItsOwnWriteWhenTheAnswerWasLost(Way way, boolean conditions) {
    putSource(way);
    ObjectStore to = new LosingAnswers(destination(way));

    assertThat(copy(to, careful(conditions), Replaced.NOTHING)).isInstanceOf(Copied.class);
    assertThat(read(to)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource(textBlock = EVERY_WAY)
  void knowsItsOwnWriteOverAnObjectWhenTheAnswerWasLost(Way way, boolean conditions) {
    putSource(way);
    Replaced listed =
        new Replaced.Listed(putOthers(destination(way), OTHERS).etag(), OTHERS.length);
    ObjectStore to = new LosingAnswers(destination(way));

    assertThat(copy(to, careful(conditions), listed)).isInstanceOf(Copied.class);
    assertThat(read(to)).isEqualTo(bytes);
  }

  @Test
  void conditionsCostNoRequestWhereTheyAreHonoured() {
    putSource(Way.SMALL);

    copy(stores.destination, careful(true), Replaced.NOTHING);

    assertThat(counts.snapshot().values().stream().mapToLong(Long::longValue).sum()).isOne();
  }

  /// Takes no storage class but one.
  private static final class Choosy extends RelayedStore {
    Choosy(ObjectStore store) {
      super(store);
    }

    private static void refuse(ObjectAttributes sent) {
      if (!sent.storageClass().equals(StorageClass.STANDARD)) {
        throw failure(new StoreFailure.Unsupported(detail("InvalidStorageClass")));
      }
    }

    @Override
    public WriteReceipt putObject(
        ObjectRef target, ObjectAttributes sent, ObjectBody body, WriteOptions options) {
      refuse(sent);
      return super.putObject(target, sent, body, options);
    }

    @Override
    public MultipartUpload createUpload(
        ObjectRef target, ObjectAttributes sent, @Nullable UploadChecksum checksum) {
      refuse(sent);
      return super.createUpload(target, sent, checksum);
    }
  }

  /// It is written several times, to find out what is taken, and each replaces the one before.
  @ParameterizedTest
  @CsvSource({"false, true", "false, false", "true, true", "true, false"})
  void anObjectThatIsWrittenSeveralTimesConflictsNotWithItself(boolean parts, boolean conditions) {
    ObjectAttributes attributes =
        ObjectAttributes.NONE
            .withStorageClass(new StorageClass("STANDARD_IA"))
            .withHeaders(Map.of(ContentHeader.WEBSITE_REDIRECT, "/elsewhere"));
    if (parts) {
      bytes = TwoBuckets.putParts(stores.source, KEY, attributes, 5000, 10);
    } else {
      bytes = pattern(100, 1);
      stores.put("key", bytes, attributes);
    }

    CopyOutcome outcome =
        copy(new Choosy(stores.destination), careful(conditions), Replaced.NOTHING);

    assertThat(outcome).isInstanceOf(Copied.class);
    assertThat(read(stores.destination)).isEqualTo(bytes);
    ObjectHead there = stores.destination.headObject(COPY, ReadOptions.PLAIN);
    assertThat(there.attributes().header(ContentHeader.WEBSITE_REDIRECT)).isEqualTo("/elsewhere");
    assertThat(there.etag()).isEqualTo(stores.source.headObject(KEY, ReadOptions.PLAIN).etag());
  }

  @Test
  void aChangedSourceIsNoConflict() {
    putSource(Way.SERVER_COPY);
    CopyRequest stale =
        new CopyRequest(
            KEY,
            COPY,
            7,
            putOthers(stores.destination, OTHERS).etag(),
            StorageClass.STANDARD,
            Replaced.NOTHING);
    OpenUploads uploads =
        new OpenUploads(stores.source, UploadLog.NONE, InstantSource.system(), List.of());
    CopySettings settings =
        CopySettings.STANDARD.with(
            new Overwriting(OnConflict.FAIL, Set.of(Capability.COPY_IF_ABSENT)));

    CopyOutcome outcome =
        new ObjectCopier(
                stores.source,
                stores.source,
                settings,
                TwoBuckets.atOnce(),
                2,
                2,
                uploads,
                new Progress(),
                new SourceLocks(stores.source),
                () -> TwoBuckets.NOW,
                () -> false)
            .copy(stale);

    assertThat(outcome).isInstanceOf(Copied.class);
    assertThat(read(stores.source)).isEqualTo(bytes);
  }
}
