package dev.lockstep.verify;

import static dev.lockstep.conformance.TwoBuckets.NOW;
import static dev.lockstep.conformance.TwoBuckets.detail;
import static dev.lockstep.conformance.TwoBuckets.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.conformance.DisorderlyStore;
import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.Capabilities.Answer;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.endpoint.CopyOptions;
import dev.lockstep.endpoint.DeleteFailure;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.StoreLimits;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.endpoint.VersionsPage;
import dev.lockstep.endpoint.VersionsRequest;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.RunningChecksum;
import dev.lockstep.object.StorageClass;
import dev.lockstep.object.VersionId;
import dev.lockstep.sandbox.InMemoryObjectStore;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.sandbox.store.Versioning;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Stores that do one thing otherwise than they should: what the probe says of it.
class QuirkyStoreProbeTest {
  private static final BucketName BUCKET = new BucketName("probed");
  private static final Set<Capability> CONDITIONS =
      EnumSet.range(Capability.PUT_IF_ABSENT, Capability.GET_IF_MATCH);

  private final SandboxStore sandbox = new SandboxStore(() -> NOW);
  private final ObjectStore store = new InMemoryObjectStore("store", sandbox);

  QuirkyStoreProbeTest() {
    store.createBucket(BUCKET);
  }

  private static CapabilityProbe probe(ObjectStore of) {
    return new CapabilityProbe(
        of, BUCKET, ObjectKey.of("p/"), NOW, TrialNames.unnoted(TwoBuckets.random(1)));
  }

  private static Capabilities.Finding tried(ObjectStore of, Capability capability) {
    return finding(probe(of).run(Set.of(capability)), capability);
  }

  private static Capabilities.Finding looked(ObjectStore of, Capability capability) {
    return finding(probe(of).readOnly(), capability);
  }

  private static Capabilities.Finding finding(Capabilities found, Capability capability) {
    Capabilities.Finding finding = found.finding(capability);
    if (finding == null) {
      throw new AssertionError("Nothing was found out about " + capability);
    }
    return finding;
  }

  private static void assertFinding(Capabilities.Finding found, Answer answer, String seen) {
    assertThat(found.answer()).as(found.seen()).isEqualTo(answer);
    assertThat(found.seen()).contains(seen);
  }

  private void assertEmpty() {
    assertThat(sandbox.bucket(BUCKET).entries(ObjectKey.EMPTY, true)).isExhausted();
    assertThat(store.listUploads(BUCKET, ObjectKey.EMPTY, UploadsPage.Marker.START).uploads())
        .isEmpty();
  }

  private void put(String key, int length) {
    put(key, length, ObjectAttributes.NONE, WriteOptions.PLAIN);
  }

  private void put(String key, int length, ObjectAttributes attributes, WriteOptions options) {
    ObjectRef object = ObjectRef.current(BUCKET, ObjectKey.of("p/" + key));
    store.putObject(object, attributes, ObjectBody.of(new byte[length]), options);
  }

  private static StoreFailure failureNamed(String name) {
    return switch (name) {
      case "Changed" -> new StoreFailure.Changed(detail(name));
      case "Refused" -> new StoreFailure.Refused(detail(name));
      case "Unsupported" -> new StoreFailure.Unsupported(detail(name));
      case "Denied" -> new StoreFailure.Denied(detail(name));
      case "Throttled" -> new StoreFailure.Throttled(detail(name));
      case "Corrupted" -> new StoreFailure.Corrupted(detail(name));
      default -> throw new AssertionError(name);
    };
  }

  /// Where a condition holds, it does what it is asked, and says something else.
  private static final class Grudging extends RelayedStore {
    private final StoreFailure answer;

    Grudging(ObjectStore store, StoreFailure answer) {
      super(store);
      this.answer = answer;
    }

    private void answer(WriteOptions options) {
      if (options.ifAbsent() || options.ifMatch() != null) {
        throw failure(answer);
      }
    }

    @Override
    public WriteReceipt putObject(
        ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
      WriteReceipt receipt = super.putObject(target, attributes, body, options);
      answer(options);
      return receipt;
    }

    @Override
    public WriteReceipt completeUpload(
        MultipartUpload upload, List<UploadedPart> parts, WriteOptions options) {
      WriteReceipt receipt = super.completeUpload(upload, parts, options);
      answer(options);
      return receipt;
    }

    @Override
    public WriteReceipt copyObject(ObjectRef source, ObjectRef target, CopyOptions options) {
      WriteReceipt receipt = super.copyObject(source, target, options);
      answer(new WriteOptions(options.sourceIs(), false, null));
      answer(options.write());
      return receipt;
    }

    @Override
    public FetchedObject fetchObject(ObjectRef object, ReadOptions options) {
      FetchedObject fetched = super.fetchObject(object, options);
      if (options.ifMatch() != null) {
        fetched.close();
        throw failure(answer);
      }
      return fetched;
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          Changed,   NO,      refused also where the condition holds: Changed
          Refused,   NO,      refused also where the condition holds: Refused
          Denied,    UNKNOWN, not allowed: Denied
          Throttled, UNKNOWN, failed: Throttled
          """)
  void aConditionIsHonouredOnlyByAStoreThatDoesWhatItIsAskedWhereItHolds(
      String failure, Answer answer, String seen) {
    Grudging grudging = new Grudging(store, failureNamed(failure));

    Capabilities found = probe(grudging).run(CONDITIONS);

    for (Capability condition : CONDITIONS) {
      assertFinding(finding(found, condition), answer, seen);
    }
    assertEmpty();
    put("a", 10);
    assertFinding(looked(grudging, Capability.GET_IF_MATCH), answer, seen);
  }

  @Test
  void asksForTheETagWhereTheAnswerToAWriteHasNone() {
    ObjectStore quiet =
        new RelayedStore(store) {
          @Override
          public WriteReceipt putObject(
              ObjectRef target,
              ObjectAttributes attributes,
              ObjectBody body,
              WriteOptions options) {
            WriteReceipt receipt = super.putObject(target, attributes, body, options);
            return new WriteReceipt(
                null, receipt.version(), receipt.encryption(), receipt.checksums());
          }
        };

    Capabilities found = probe(quiet).run(CONDITIONS);

    assertThat(CONDITIONS).allMatch(condition -> found.of(condition) == Answer.YES);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          Refused,     NO,      refused: Refused
          Unsupported, NO,      refused: Unsupported
          Denied,      UNKNOWN, not allowed: Denied
          Throttled,   UNKNOWN, failed: Throttled
          """)
  void takesARefusalForAnAnswerAndNoOtherFailure(String failure, Answer answer, String seen) {
    ObjectStore refusing =
        new RelayedStore(store) {
          @Override
          public AccessControl fetchAcl(ObjectRef object) {
            throw failure(failureNamed(failure));
          }
        };

    assertFinding(tried(refusing, Capability.ACL), answer, seen);
    assertEmpty();
  }

  @Test
  void aStoreThatTellsNoOwnerKeepsNoAccessControl() {
    ObjectStore anonymous =
        new RelayedStore(store) {
          @Override
          public AccessControl fetchAcl(ObjectRef object) {
            return new AccessControl("", List.of());
          }
        };

    assertFinding(tried(anonymous, Capability.ACL), Answer.NO, "it tells no owner");
  }

  @ParameterizedTest
  @CsvSource({"Refused, YES", "Corrupted, YES", "Denied, UNKNOWN", "Throttled, UNKNOWN"})
  void aWrongChecksumIsFoundByWhoeverRefusesTheBytes(String failure, Answer answer) {
    ObjectStore refusing =
        new RelayedStore(store) {
          @Override
          public WriteReceipt putObject(
              ObjectRef target,
              ObjectAttributes attributes,
              ObjectBody body,
              WriteOptions options) {
            if (options.checksum() != null) {
              throw failure(failureNamed(failure));
            }
            return super.putObject(target, attributes, body, options);
          }
        };

    assertThat(tried(refusing, Capability.CHECKSUM_VERIFIED).answer()).isEqualTo(answer);
  }

  /// Whether a store computes the checksum of a whole upload shows by a wrong one, and by the right
  /// one being told.
  @Test
  void aStoreThatDoesNotCompareTheChecksumOfAWholeDoesNotComputeIt() {
    ObjectStore believing =
        new RelayedStore(store) {
          @Override
          public WriteReceipt completeUpload(
              MultipartUpload upload, List<UploadedPart> parts, WriteOptions options) {
            return super.completeUpload(upload, parts, WriteOptions.PLAIN);
          }
        };
    ObjectStore silent =
        new RelayedStore(store) {
          @Override
          public ObjectHead headObject(ObjectRef object, ReadOptions options) {
            return super.headObject(object, ReadOptions.PLAIN);
          }
        };
    ObjectStore wantingThem =
        new RelayedStore(store) {
          @Override
          public UploadedPart uploadPart(
              MultipartUpload upload, int number, ObjectBody body, PartChecksum checksum) {
            throw failure(new StoreFailure.Refused(detail("InvalidRequest")));
          }
        };

    assertThat(tried(store, Capability.CHECKSUM_OF_WHOLE).answer()).isEqualTo(Answer.YES);
    for (ObjectStore other : List.of(believing, silent, wantingThem)) {
      assertThat(tried(other, Capability.CHECKSUM_OF_WHOLE).answer()).isEqualTo(Answer.NO);
      assertEmpty();
    }
  }

  @Test
  void theOrderOfVersionsIsWhatTheListingShows() {
    assertThat(tried(store, Capability.VERSION_ORDER).seen()).contains("made no versions");

    sandbox.setVersioning(Account.LOCKSTEP, BUCKET, Versioning.ENABLED);

    assertThat(tried(store, Capability.VERSION_ORDER).answer()).isEqualTo(Answer.YES);
    ObjectStore markersFirst =
        new RelayedStore(store) {
          @Override
          public VersionsPage listVersions(BucketName bucket, VersionsRequest request) {
            VersionsPage page = super.listVersions(bucket, request);
            List<ObjectVersion> rows = new ArrayList<>();
            for (int row = 0; row < page.entries().count(); row++) {
              rows.add(ObjectVersion.of(page.entries(), row));
            }
            rows.sort(Comparator.comparing(version -> !version.deleteMarker()));
            EntryPage.Builder entries = new EntryPage.Builder(rows.size());
            for (ObjectVersion row : rows) {
              entries
                  .key(page.entries().key(0))
                  .size(row.size())
                  .modifiedMillis(0)
                  .version(row.id().value(), row.latest(), row.deleteMarker())
                  .endRow();
            }
            return new VersionsPage(entries.build(), page.next());
          }
        };
    Capabilities.Finding other = tried(markersFirst, Capability.VERSION_ORDER);
    assertThat(other.answer()).isEqualTo(Answer.NO);
    assertThat(other.seen()).contains("listed otherwise");
  }

  @Test
  void failsWhereTheBucketCannotBeUsed() {
    ObjectStore closed =
        new RelayedStore(store) {
          @Override
          public void headBucket(BucketName bucket) {
            throw failure(new StoreFailure.Denied(detail("AccessDenied")));
          }
        };

    assertThatThrownBy(() -> probe(closed).run()).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> probe(closed).readOnly()).isInstanceOf(StoreException.class);
    assertEmpty();
  }

  @Test
  void triesManyAttributesWithOneObject() {
    AtomicInteger puts = new AtomicInteger();
    ObjectStore counting =
        new RelayedStore(store) {
          @Override
          public WriteReceipt putObject(
              ObjectRef target,
              ObjectAttributes attributes,
              ObjectBody body,
              WriteOptions options) {
            puts.incrementAndGet();
            return super.putObject(target, attributes, body, options);
          }
        };
    Set<Capability> some =
        Set.of(Capability.CACHE_CONTROL, Capability.USER_METADATA, Capability.TAGS);

    Capabilities found = probe(counting).run(some);

    assertThat(found.findings().keySet()).isEqualTo(some);
    assertThat(some).allMatch(capability -> found.of(capability) == Answer.YES);
    assertThat(puts).hasValue(1);
  }

  /// Answers for each upload with another one of the same key.
  private static UploadsPage.Entry another(UploadsPage.Entry entry) {
    MultipartUpload upload = entry.upload();
    return new UploadsPage.Entry(new MultipartUpload(upload.target(), "other"), entry.initiated());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          by whole key, an upload is listed by its whole key alone
          never,        an upload in progress was not listed
          others,       an upload in progress was not listed
          """)
  void anUploadIsListedOnlyWhereItIsFoundByTheBeginningOfItsKey(String when, String seen) {
    ObjectStore quirky =
        new RelayedStore(store) {
          @Override
          public UploadsPage listUploads(
              BucketName bucket, ObjectKey prefix, UploadsPage.Marker after) {
            UploadsPage page = super.listUploads(bucket, prefix, after);
            List<UploadsPage.Entry> entries =
                switch (when) {
                  case "by whole key" ->
                      page.uploads().stream()
                          .filter(entry -> entry.upload().target().key().equals(prefix))
                          .toList();
                  case "others" ->
                      page.uploads().stream().map(QuirkyStoreProbeTest::another).toList();
                  default -> List.of();
                };
            return new UploadsPage(entries, null);
          }
        };

    assertFinding(tried(quirky, Capability.LIST_UPLOADS), Answer.NO, seen);
    assertEmpty();
  }

  @Test
  void takesSmallPartsFromAStoreThatDoes() {
    SandboxStore lenient =
        new SandboxStore(
            () -> NOW, new StoreLimits(1 << 20, 1, 1 << 20, 100), SandboxStore.DEFAULT_REGION);
    ObjectStore taking = new InMemoryObjectStore("lenient", lenient);
    taking.createBucket(BUCKET);

    assertFinding(tried(taking, Capability.SMALL_PARTS), Answer.YES, "two parts");
  }

  @Test
  void saysHowAListingIsOutOfOrder() {
    ObjectStore backwards = new DisorderlyStore(store, DisorderlyStore.Order.PAGES_BACKWARDS, 100);
    ObjectStore hiding =
        new RelayedStore(store) {
          @Override
          public ListingPage listObjects(BucketName bucket, ListingRequest request) {
            EntryPage all = super.listObjects(bucket, request).entries();
            EntryPage.Builder some = new EntryPage.Builder(all.count());
            for (int row = 1; row < all.count(); row++) {
              some.key(all.key(row)).endRow();
            }
            return new ListingPage(some.build(), null);
          }
        };

    assertFinding(tried(backwards, Capability.LIST_ORDER), Answer.NO, "in another order");
    assertFinding(tried(hiding, Capability.LIST_ORDER), Answer.NO, "not listed at all");
    put("a", 1);
    put("b", 1);
    assertFinding(looked(backwards, Capability.LIST_ORDER), Answer.NO, "in another order");
  }

  @Test
  void twoObjectsAreEnoughToSeeWhereAListingStarts() {
    put("a", 1);
    assertThat(looked(store, Capability.LIST_START_AFTER).answer()).isEqualTo(Answer.UNKNOWN);
    put("b", 1);
    assertThat(looked(store, Capability.LIST_START_AFTER).answer()).isEqualTo(Answer.YES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Unsupported", "Refused", "first alone"})
  void deletesOneByOneWhereSeveralCannotBe(String how) {
    List<List<ObjectRef>> several = new ArrayList<>();
    ObjectStore single =
        new RelayedStore(store) {
          @Override
          public List<DeleteFailure> deleteObjects(BucketName bucket, List<ObjectRef> objects) {
            if (objects.size() == 1 || how.equals("first alone")) {
              return super.deleteObjects(bucket, objects.subList(0, 1));
            }
            several.add(objects);
            throw failure(failureNamed(how));
          }
        };
    CapabilityProbe probe = probe(single);

    Capabilities found = probe.run(EnumSet.of(Capability.PUT_IF_ABSENT, Capability.DELETE_MANY));

    assertThat(found.of(Capability.DELETE_MANY)).isEqualTo(Answer.NO);
    assertThat(probe.leftBehind()).isEmpty();
    assertEmpty();
    if (!several.isEmpty()) {
      assertThat(several.getFirst())
          .as("what was written to try this out")
          .hasSize(2)
          .allMatch(object -> object.key().text().contains("/delete/"));
    }
  }

  @Test
  void deletesOneByOneAlsoWhatIsNotListed() {
    ObjectStore hiding =
        new RelayedStore(store) {
          @Override
          public List<DeleteFailure> deleteObjects(BucketName bucket, List<ObjectRef> objects) {
            if (objects.size() > 1) {
              throw failure(new StoreFailure.Unsupported(detail("NotImplemented")));
            }
            return super.deleteObjects(bucket, objects);
          }

          @Override
          public ListingPage listObjects(BucketName bucket, ListingRequest request) {
            return new ListingPage(new EntryPage.Builder(0).build(), null);
          }
        };

    probe(hiding).run(CONDITIONS);

    assertEmpty();
  }

  @Test
  void saysWhatItCouldNotRemove() {
    ObjectStore keeping =
        new RelayedStore(store) {
          @Override
          public List<DeleteFailure> deleteObjects(BucketName bucket, List<ObjectRef> objects) {
            return List.of();
          }
        };
    CapabilityProbe probe = probe(keeping);
    probe.run(Set.of(Capability.GET_IF_MATCH));
    assertThat(probe.leftBehind()).hasSize(2).allMatch(left -> left.startsWith("store:probed/p/"));

    ObjectStore failing =
        new RelayedStore(store) {
          @Override
          public List<DeleteFailure> deleteObjects(BucketName bucket, List<ObjectRef> objects) {
            throw failure(new StoreFailure.Throttled(detail("SlowDown")));
          }
        };
    CapabilityProbe other = probe(failing);
    other.run(Set.of(Capability.GET_IF_MATCH));
    assertThat(other.leftBehind())
        .singleElement()
        .satisfies(left -> assertThat(left).contains("SlowDown"));
  }

  @Test
  void leavesNoVersionWhereTheAnswersToSomeWritesNameNone() {
    sandbox.setVersioning(Account.LOCKSTEP, BUCKET, Versioning.ENABLED);
    AtomicInteger puts = new AtomicInteger();
    ObjectStore quiet =
        new RelayedStore(store) {
          @Override
          public WriteReceipt putObject(
              ObjectRef target,
              ObjectAttributes attributes,
              ObjectBody body,
              WriteOptions options) {
            WriteReceipt receipt = super.putObject(target, attributes, body, options);
            return puts.incrementAndGet() % 2 == 0
                ? receipt
                : new WriteReceipt(receipt.etag(), null, null, List.of());
          }
        };
    CapabilityProbe probe = probe(quiet);

    probe.run(CONDITIONS);

    assertThat(probe.leftBehind()).isEmpty();
    assertEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          Missing, NO,      the first version is gone
          Denied,  UNKNOWN, not allowed: Denied
          """)
  void aVersionIsKeptWhereTheOneBeforeTheLastCanBeRead(String how, Answer answer, String seen) {
    sandbox.setVersioning(Account.LOCKSTEP, BUCKET, Versioning.ENABLED);
    ObjectStore forgetting =
        new RelayedStore(store) {
          @Override
          public ObjectHead headObject(ObjectRef object, ReadOptions options) {
            if (object.version() != null) {
              throw failure(
                  how.equals("Missing")
                      ? new StoreFailure.Missing(detail(how))
                      : failureNamed(how));
            }
            return super.headObject(object, options);
          }
        };

    assertFinding(tried(forgetting, Capability.VERSIONING), answer, seen);
    assertEmpty();
  }

  @Test
  void looksForAVersionThatIsNotTheOnlyOne() {
    put("a", 10);
    assertThat(looked(store, Capability.VERSIONING).answer()).isEqualTo(Answer.UNKNOWN);
    ObjectStore unversioned =
        new RelayedStore(store) {
          @Override
          public ObjectHead headObject(ObjectRef object, ReadOptions options) {
            ObjectHead head = super.headObject(object, options);
            return new ObjectHead(
                head.size(),
                head.etag(),
                head.lastModified(),
                new VersionId("null"),
                head.attributes(),
                head.tagCount(),
                head.partsCount(),
                head.checksums());
          }
        };
    assertThat(looked(unversioned, Capability.VERSIONING).answer()).isEqualTo(Answer.UNKNOWN);

    sandbox.setVersioning(Account.LOCKSTEP, BUCKET, Versioning.ENABLED);
    put("a", 10);
    assertThat(looked(store, Capability.VERSIONING).answer()).isEqualTo(Answer.YES);
  }

  @Test
  void looksAtAnObjectThatCanBeReadAtOnceAndHasASecondByte() {
    put(
        "a",
        10,
        ObjectAttributes.NONE.withStorageClass(new StorageClass("GLACIER")),
        WriteOptions.PLAIN);
    put("b", 1);
    assertThat(looked(store, Capability.RANGED_GET).answer()).isEqualTo(Answer.UNKNOWN);

    byte[] zeros = new byte[2];
    Checksum crc = RunningChecksum.of(Checksum.Algorithm.CRC32C, ByteBuffer.wrap(zeros));
    put("c", 2, ObjectAttributes.NONE, WriteOptions.PLAIN.checksum(crc));

    assertThat(looked(store, Capability.RANGED_GET).answer()).isEqualTo(Answer.YES);
    assertThat(looked(store, Capability.CHECKSUM_CRC32C).answer()).isEqualTo(Answer.YES);
    assertThat(looked(store, Capability.CHECKSUM_SHA1).answer()).isEqualTo(Answer.UNKNOWN);
    assertFinding(looked(store, Capability.PART_NUMBER_GET), Answer.UNKNOWN, "no object was found");
  }

  /// How bytes can come.
  enum Bytes {
    ONE_BY_ONE,
    TOO_FEW,
    BROKEN_OFF
  }

  /// Counts what is open, and lets bytes come in some way.
  private static final class Reading extends RelayedStore {
    final AtomicInteger open = new AtomicInteger();
    private final Bytes how;

    Reading(ObjectStore store, Bytes how) {
      super(store);
      this.how = how;
    }

    @Override
    public FetchedObject fetchObject(ObjectRef object, ReadOptions options) {
      FetchedObject fetched = super.fetchObject(object, options);
      ReadableByteChannel body = new Coming(fetched.body(), how);
      open.incrementAndGet();
      return new FetchedObject() {
        @Override
        public ObjectHead head() {
          return fetched.head();
        }

        @Override
        public long offset() {
          return fetched.offset();
        }

        @Override
        public long length() {
          return fetched.length();
        }

        @Override
        public ReadableByteChannel body() {
          return body;
        }

        @Override
        public void close() {
          open.decrementAndGet();
          fetched.close();
        }
      };
    }
  }

  private static final class Coming implements ReadableByteChannel {
    private final ReadableByteChannel bytes;
    private final Bytes how;
    private boolean comes;

    Coming(ReadableByteChannel bytes, Bytes how) {
      this.bytes = bytes;
      this.how = how;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      return switch (how) {
        case ONE_BY_ONE -> readOne(into);
        case TOO_FEW -> -1;
        case BROKEN_OFF -> throw new IOException("reset");
      };
    }

    /// Every other time none comes.
    private int readOne(ByteBuffer into) throws IOException {
      comes = !comes;
      if (comes) {
        return 0;
      }
      ByteBuffer one = ByteBuffer.allocate(1);
      int read = bytes.read(one);
      into.put(one.flip());
      return read;
    }

    @Override
    public boolean isOpen() {
      return bytes.isOpen();
    }

    @Override
    public void close() throws IOException {
      bytes.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Bytes.class)
  void readsARangeToItsEndAndClosesWhatItOpens(Bytes how) {
    Reading reading = new Reading(store, how);
    Answer answer =
        switch (how) {
          case ONE_BY_ONE -> Answer.YES;
          case TOO_FEW -> Answer.NO;
          case BROKEN_OFF -> Answer.UNKNOWN;
        };

    Capabilities found = probe(reading).run(Set.of(Capability.RANGED_GET, Capability.GET_IF_MATCH));
    assertThat(found.of(Capability.RANGED_GET)).isEqualTo(answer);
    put("a", 10);
    assertThat(looked(reading, Capability.RANGED_GET).answer()).isEqualTo(answer);

    assertThat(reading.open).hasValue(0);
  }
}
