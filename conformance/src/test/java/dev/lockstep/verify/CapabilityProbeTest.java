package dev.lockstep.verify;

import static dev.lockstep.conformance.TwoBuckets.NOW;
import static dev.lockstep.conformance.TwoBuckets.detail;
import static dev.lockstep.conformance.TwoBuckets.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.Capabilities.Answer;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.endpoint.CopyOptions;
import dev.lockstep.endpoint.DeleteFailure;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.RetryingStore;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.UploadChecksum;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.VersionId;
import dev.lockstep.sandbox.InMemoryObjectStore;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.sandbox.store.Versioning;
import dev.lockstep.telemetry.RequestCounts;
import dev.lockstep.telemetry.RequestKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilityProbeTest {
  private static final BucketName BUCKET = new BucketName("probed");

  private final SandboxStore sandbox = new SandboxStore(() -> NOW);
  private final ObjectStore store = new InMemoryObjectStore("store", sandbox);
  private final RequestCounts counts = new RequestCounts();

  CapabilityProbeTest() {
    store.createBucket(BUCKET);
  }

  private CapabilityProbe probe(ObjectStore of, String prefix) {
    return new CapabilityProbe(
        new RetryingStore(of, TwoBuckets.atOnce(), counts),
        BUCKET,
        ObjectKey.of(prefix),
        NOW,
        TrialNames.unnoted(TwoBuckets.random(1)));
  }

  private static Set<Capability> with(Capabilities found, Answer answer) {
    Set<Capability> some = EnumSet.noneOf(Capability.class);
    for (Capability capability : Capability.values()) {
      if (found.of(capability) == answer) {
        some.add(capability);
      }
    }
    return some;
  }

  private static String seen(Capabilities found, Capability capability) {
    Capabilities.Finding finding = found.finding(capability);
    assertThat(finding).isNotNull();
    return finding == null ? "" : finding.seen();
  }

  /// No version of anything is there, and no upload in progress.
  private void assertEmpty() {
    assertThat(sandbox.bucket(BUCKET).entries(ObjectKey.EMPTY, true)).isExhausted();
    assertThat(store.listUploads(BUCKET, ObjectKey.EMPTY, UploadsPage.Marker.START).uploads())
        .isEmpty();
  }

  @Test
  void findsOutWhatAStoreCanDoAndLeavesNothingBehind() {
    CapabilityProbe probe = probe(store, "");

    Capabilities found = probe.run();

    assertThat(found.findings()).hasSize(Capability.values().length);
    assertThat(with(found, Answer.UNKNOWN)).containsExactly(Capability.VERSION_IDENTITY);
    assertThat(with(found, Answer.NO))
        .containsExactlyInAnyOrder(
            Capability.VERSIONING,
            Capability.VERSION_ORDER,
            Capability.SMALL_PARTS,
            Capability.OBJECT_LOCK);
    assertThat(seen(found, Capability.SMALL_PARTS)).isEqualTo("refused: EntityTooSmall");
    assertThat(probe.leftBehind()).isEmpty();
    assertEmpty();
  }

  /// Some stores list an upload by its whole key alone: of a process that is killed, the next knows
  /// the key, and no more.
  @Test
  void notesTheWholeKeyOfEachUploadWhileItMayBeOpen() {
    Set<String> noted = new TreeSet<>();
    List<String> begun = new ArrayList<>();
    TrialNotes notes =
        new TrialNotes() {
          @Override
          public void named(String beginning) {}

          @Override
          public void uploadIntended(ObjectRef target) {
            noted.add(target.key().text());
          }

          @Override
          public void uploadGone(ObjectRef target) {
            noted.remove(target.key().text());
          }
        };
    ObjectStore watched =
        new RelayedStore(store) {
          @Override
          public MultipartUpload createUpload(
              ObjectRef target, ObjectAttributes attributes, @Nullable UploadChecksum checksum) {
            begun.add(target.key().text());
            assertThat(noted).contains(target.key().text());
            return super.createUpload(target, attributes, checksum);
          }

          @Override
          public void abortUpload(MultipartUpload upload) {
            assertThat(noted).contains(upload.target().key().text());
            super.abortUpload(upload);
          }
        };

    new CapabilityProbe(
            watched, BUCKET, ObjectKey.of("p/"), NOW, new TrialNames(TwoBuckets.random(1), notes))
        .run();

    assertThat(begun).hasSizeGreaterThan(5);
    assertThat(noted).isEmpty();
  }

  @Test
  void staysWithinItsPrefixAndItsNumberOfRequests() {
    Set<String> touched = new ConcurrentSkipListSet<>();
    ObjectStore watched =
        new RelayedStore(store) {
          @Override
          public WriteReceipt putObject(
              ObjectRef target,
              ObjectAttributes attributes,
              ObjectBody body,
              WriteOptions options) {
            touched.add(target.key().text());
            return super.putObject(target, attributes, body, options);
          }

          @Override
          public List<DeleteFailure> deleteObjects(BucketName bucket, List<ObjectRef> objects) {
            objects.forEach(object -> touched.add(object.key().text()));
            return super.deleteObjects(bucket, objects);
          }
        };

    Capabilities found = probe(watched, "photos/").run();

    assertThat(found.of(Capability.KEY_LEADING_SLASH)).isEqualTo(Answer.UNKNOWN);
    assertThat(touched).isNotEmpty().allMatch(key -> key.startsWith("photos/lockstep-probe-"));
    long sent = counts.snapshot().values().stream().mapToLong(Long::longValue).sum();
    assertThat(sent).isLessThanOrEqualTo(CapabilityProbe.MOST_REQUESTS);
  }

  @Test
  void removesEveryVersionThatItWroteAndLeavesNoDeleteMarker() {
    sandbox.setVersioning(Account.LOCKSTEP, BUCKET, Versioning.ENABLED);
    CapabilityProbe probe = probe(store, "p/");

    assertThat(probe.run().of(Capability.VERSIONING)).isEqualTo(Answer.YES);

    assertThat(probe.leftBehind()).isEmpty();
    assertEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void leavesNothingBehindWhereAnswersToWritesAreLost(boolean versioned) {
    if (versioned) {
      sandbox.setVersioning(Account.LOCKSTEP, BUCKET, Versioning.ENABLED);
    }
    AtomicInteger puts = new AtomicInteger();
    ObjectStore losing =
        new RelayedStore(store) {
          @Override
          public WriteReceipt putObject(
              ObjectRef target,
              ObjectAttributes attributes,
              ObjectBody body,
              WriteOptions options) {
            WriteReceipt receipt = super.putObject(target, attributes, body, options);
            if (puts.incrementAndGet() % 3 == 0) {
              throw failure(new StoreFailure.Transient(detail("NoAnswer"), true));
            }
            return receipt;
          }
        };

    probe(losing, "p/").run();

    assertEmpty();
  }

  @Test
  void aStoreThatNamesVersionsAndKeepsTheLastAloneHasNone() {
    AtomicInteger writes = new AtomicInteger();
    ObjectStore naming =
        new RelayedStore(store) {
          @Override
          public WriteReceipt putObject(
              ObjectRef target,
              ObjectAttributes attributes,
              ObjectBody body,
              WriteOptions options) {
            WriteReceipt receipt = super.putObject(target, attributes, body, options);
            VersionId version = new VersionId("v" + writes.incrementAndGet());
            return new WriteReceipt(
                receipt.etag(), version, receipt.encryption(), receipt.checksums());
          }

          @Override
          public ObjectHead headObject(ObjectRef object, ReadOptions options) {
            return super.headObject(ObjectRef.current(object.bucket(), object.key()), options);
          }

          @Override
          public List<DeleteFailure> deleteObjects(BucketName bucket, List<ObjectRef> objects) {
            return super.deleteObjects(
                bucket, objects.stream().map(one -> ObjectRef.current(bucket, one.key())).toList());
          }
        };

    Capabilities found = probe(naming, "").run(Set.of(Capability.VERSIONING));

    assertThat(found.of(Capability.VERSIONING)).isEqualTo(Answer.NO);
    assertEmpty();
  }

  /// Ignores every condition, drops what it can, and lists keys by folders.
  private static final class Lying extends RelayedStore {
    Lying(ObjectStore store) {
      super(store);
    }

    @Override
    public WriteReceipt putObject(
        ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
      return super.putObject(target, ObjectAttributes.NONE, body, WriteOptions.PLAIN);
    }

    @Override
    public WriteReceipt copyObject(ObjectRef source, ObjectRef target, CopyOptions options) {
      return super.copyObject(
          source,
          target,
          new CopyOptions(null, null, options.storageClass(), null, WriteOptions.PLAIN));
    }

    @Override
    public MultipartUpload createUpload(
        ObjectRef target, ObjectAttributes attributes, @Nullable UploadChecksum checksum) {
      return super.createUpload(target, ObjectAttributes.NONE, null);
    }

    @Override
    public WriteReceipt completeUpload(
        MultipartUpload upload, List<UploadedPart> parts, WriteOptions options) {
      return super.completeUpload(upload, parts, WriteOptions.PLAIN);
    }

    @Override
    public FetchedObject fetchObject(ObjectRef object, ReadOptions options) {
      return super.fetchObject(object, ReadOptions.PLAIN);
    }
  }

  @Test
  void findsOutWhatAStoreIgnoresInSilence() {
    Capabilities found = probe(new Lying(store), "").run();

    assertThat(with(found, Answer.NO))
        .contains(
            Capability.PUT_IF_ABSENT,
            Capability.PUT_IF_MATCH,
            Capability.COMPLETE_IF_ABSENT,
            Capability.COMPLETE_IF_MATCH,
            Capability.COPY_IF_ABSENT,
            Capability.COPY_IF_MATCH,
            Capability.COPY_SOURCE_IF_MATCH,
            Capability.GET_IF_MATCH,
            Capability.RANGED_GET,
            Capability.CHECKSUM_VERIFIED,
            Capability.TAGS,
            Capability.UPLOAD_TAGS,
            Capability.USER_METADATA,
            Capability.USER_METADATA_EMPTY,
            Capability.WEBSITE_REDIRECT,
            Capability.STORAGE_CLASS);
    assertThat(seen(found, Capability.PUT_IF_ABSENT)).startsWith("ignored");
    assertEmpty();
  }

  /// Lets nobody write.
  private static final class Closed extends RelayedStore {
    final AtomicInteger asked = new AtomicInteger();

    Closed(ObjectStore store) {
      super(store);
    }

    private StoreException denied() {
      asked.incrementAndGet();
      return failure(new StoreFailure.Denied(detail("AccessDenied")));
    }

    @Override
    public WriteReceipt putObject(
        ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
      throw denied();
    }

    @Override
    public MultipartUpload createUpload(
        ObjectRef target, ObjectAttributes attributes, @Nullable UploadChecksum checksum) {
      throw denied();
    }

    @Override
    public List<DeleteFailure> deleteObjects(BucketName bucket, List<ObjectRef> objects) {
      throw denied();
    }
  }

  private void putSome() {
    for (String key : List.of("a", "b", "\uff61", Character.toString(0x1F600))) {
      store.putObject(
          ObjectRef.current(BUCKET, ObjectKey.of(key)),
          ObjectAttributes.NONE,
          ObjectBody.of(new byte[10]),
          WriteOptions.PLAIN);
    }
    TwoBuckets.putParts(
        store, ObjectRef.current(BUCKET, ObjectKey.of("parts")), ObjectAttributes.NONE, 10);
  }

  @Test
  void whereWritingIsDeniedItLooksAtWhatIsThereAndSaysWhyTheRestIsUnknown() {
    putSome();
    Closed closed = new Closed(store);

    Capabilities found = probe(closed, "").run();

    // With attributes, for which rights of their own may be missing, and without.
    assertThat(closed.asked).hasValue(2);
    assertThat(with(found, Answer.YES))
        .contains(
            Capability.GET_IF_MATCH,
            Capability.RANGED_GET,
            Capability.PART_NUMBER_GET,
            Capability.LIST_ORDER,
            Capability.LIST_START_AFTER);
    assertThat(found.of(Capability.PUT_IF_ABSENT)).isEqualTo(Answer.UNKNOWN);
    assertThat(seen(found, Capability.PUT_IF_ABSENT)).contains("not allowed: AccessDenied");
  }

  @Test
  void readOnlySendsNoWrite() {
    putSome();

    Capabilities found = probe(store, "").readOnly();

    assertThat(found.of(Capability.GET_IF_MATCH)).isEqualTo(Answer.YES);
    assertThat(found.of(Capability.TAGS)).isEqualTo(Answer.UNKNOWN);
    assertThat(found.of(Capability.COPY_IF_ABSENT)).isEqualTo(Answer.UNKNOWN);
    assertThat(counts.snapshot())
        .extractingFromEntries(entry -> entry.getKey() + "=" + (entry.getValue() > 0))
        .doesNotContain("PUT=true", "COPY=true", "DELETE=true", "MULTIPART_CREATE=true");
    assertThat(counts.count(RequestKind.PUT)).isZero();
    assertThat(counts.count(RequestKind.DELETE)).isZero();
  }

  @Test
  void anEmptyBucketTellsLittleToWhoeverOnlyReads() {
    Capabilities found = probe(store, "").readOnly();

    assertThat(with(found, Answer.UNKNOWN)).hasSize(Capability.values().length - 1);
    assertThat(found.of(Capability.OBJECT_LOCK)).isEqualTo(Answer.NO);
  }

  @Test
  void aBucketThatIsNotThereIsAFailure() {
    CapabilityProbe probe =
        new CapabilityProbe(
            store,
            new BucketName("absent"),
            ObjectKey.EMPTY,
            NOW,
            TrialNames.unnoted(TwoBuckets.random(2)));

    assertThatThrownBy(probe::run).isInstanceOf(StoreException.class);
  }

  @Test
  void triesOnlyWhatIsAskedFor() {
    Capabilities found = probe(store, "").run(Set.of(Capability.PUT_IF_ABSENT));

    assertThat(found.findings()).containsOnlyKeys(Capability.PUT_IF_ABSENT);
    assertThat(counts.snapshot().values().stream().mapToLong(Long::longValue).sum()).isLessThan(10);
  }
}
