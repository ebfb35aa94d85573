package dev.lockstep.job;

import static dev.lockstep.conformance.TwoBuckets.DST;
import static dev.lockstep.conformance.TwoBuckets.SRC;
import static dev.lockstep.conformance.TwoBuckets.detail;
import static dev.lockstep.conformance.TwoBuckets.failure;
import static dev.lockstep.conformance.TwoBuckets.in;
import static dev.lockstep.testkit.StoreUnderTest.pattern;
import static dev.lockstep.testkit.StoreUnderTest.readFully;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.DifferenceListener;
import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.copy.CopySettings;
import dev.lockstep.copy.Fidelity;
import dev.lockstep.endpoint.DeleteFailure;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.RetryPolicy;
import dev.lockstep.endpoint.RetryingStore;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ETag;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.plan.MaxDelete;
import dev.lockstep.selection.Selection;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.RequestCounts;
import dev.lockstep.telemetry.RequestKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole runs between stores that fail, lie and change in the midst.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SyncJobTest {
  private static final List<String> KEYS = List.of("a", "a/b", "a//b", "dir/", "z");

  private final TwoBuckets stores = new TwoBuckets();
  private final RequestCounts counts = new RequestCounts();
  private final ConcurrentLinkedQueue<Object> rows = new ConcurrentLinkedQueue<>();

  private SyncReport sync(
      ObjectStore source,
      ObjectStore destination,
      SyncSettings settings,
      DifferenceListener listener) {
    return new SyncJob(
            scope(source, SRC, ""),
            scope(destination, DST, ""),
            settings,
            RunNotes.none(),
            counts,
            new Progress(),
            listener,
            InstantSource.system(),
            RetryPolicy.standard(RandomGeneratorFactory.of("SecureRandom").create()))
        .run();
  }

  private BucketScope scope(ObjectStore store, BucketName bucket, String prefix) {
    return new BucketScope(
        new RetryingStore(store, TwoBuckets.atOnce(), counts), bucket, ObjectKey.of(prefix));
  }

  private SyncReport sync(ObjectStore source, ObjectStore destination, SyncSettings settings) {
    return sync(source, destination, settings, rows::add);
  }

  private static SyncSettings settings(boolean delete, long limit, boolean dryRun) {
    return new SyncSettings(
        Selection.EVERYTHING,
        CompareBy.CONTENT,
        new CopySettings(Fidelity.STANDARD, null, null, 10_000),
        delete,
        new MaxDelete.Count(50),
        limit,
        dryRun,
        4,
        4);
  }

  private static final SyncSettings PLAIN = settings(false, Long.MAX_VALUE, false);
  private static final SyncSettings DELETING = settings(true, Long.MAX_VALUE, false);

  private void putAll() {
    KEYS.forEach(key -> stores.put(key, pattern(100, key.length()), ObjectAttributes.NONE));
  }

  /// Also puts an object that both sides have, as a sync never deletes everything.
  private void putExtra(String key) {
    byte[] same = pattern(7, 7);
    stores.put("same", same, ObjectAttributes.NONE);
    stores.destination.putObject(
        in(DST, "same"), ObjectAttributes.NONE, ObjectBody.of(same), WriteOptions.PLAIN);
    stores.destination.putObject(
        in(DST, key), ObjectAttributes.NONE, ObjectBody.of(new byte[1]), WriteOptions.PLAIN);
  }

  private Set<String> there() {
    return held(stores.destination, DST).keySet();
  }

  private static Map<String, String> held(ObjectStore store, BucketName bucket) {
    Map<String, String> held = new TreeMap<>();
    ListingPage page = store.listObjects(bucket, ListingRequest.first(ObjectKey.EMPTY));
    assertThat(page.last()).isTrue();
    EntryPage entries = page.entries();
    for (int row = 0; row < entries.count(); row++) {
      ObjectRef object = ObjectRef.current(bucket, entries.key(row));
      try (FetchedObject fetched = store.fetchObject(object, ReadOptions.PLAIN)) {
        held.put(
            entries.key(row).text(),
            java.util.Arrays.hashCode(readFully(fetched)) + " " + fetched.head().etag());
      }
    }
    return held;
  }

  @AfterEach
  void leavesNoUploadOpen() {
    assertThat(
            stores
                .destination
                .listUploads(DST, ObjectKey.EMPTY, UploadsPage.Marker.START)
                .uploads())
        .isEmpty();
  }

  /// What a source can do to the one object `a`.
  static List<RuntimeException> failures() {
    return List.of(
        failure(new StoreFailure.Denied(detail("AccessDenied"))),
        failure(new StoreFailure.Refused(detail("InvalidObjectState"))),
        failure(new StoreFailure.Transient(detail("InternalError"), false)),
        failure(new StoreFailure.Corrupted(detail("BadDigest"))),
        new IllegalStateException("a fault of ours"));
  }

  private ObjectStore failingAt(String key, Throwable reason) {
    return new RelayedStore(stores.source) {
      @Override
      public FetchedObject fetchObject(ObjectRef object, ReadOptions options) {
        if (object.key().text().equals(key)) {
          switch (reason) {
            case StoreException e -> throw failure(e.failure());
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError(reason);
          }
        }
        return super.fetchObject(object, options);
      }
    };
  }

  @ParameterizedTest
  @MethodSource("failures")
  void letsOneBadObjectStopNobodyAndDeletesNothingThen(RuntimeException reason) {
    putAll();
    putExtra("extra");

    SyncReport report = sync(failingAt("a", reason), stores.destination, DELETING);

    assertThat(report.complete()).isTrue();
    assertThat(report.inSync()).isFalse();
    assertThat(report.failures().first().stream().map(one -> one.key().text()))
        .containsExactly("a", "extra");
    assertThat(report.failures().count()).isEqualTo(2);
    assertThat(report.copies().written().objects()).isEqualTo(KEYS.size() - 1);
    assertThat(Objects.requireNonNull(report.deletions().refusal()).reason())
        .contains("1 objects could not be copied");
    assertThat(report.deletions().deleted()).isZero();
    assertThat(there()).contains("extra", "a/b", "a//b", "dir/", "z").doesNotContain("a");
  }

  @Test
  void doesNotTakeAnObjectForCopiedWhoseTaskDiedOfAnError() {
    putAll();
    putExtra("extra");

    SyncReport report =
        sync(failingAt("a", new OutOfMemoryError("a test")), stores.destination, DELETING);

    assertThat(report.inSync()).isFalse();
    assertThat(report.failures().first().stream().map(one -> one.code()))
        .containsExactly("OutOfMemoryError", "NotInStep");
    assertThat(report.deletions().deleted()).isZero();
    assertThat(there()).contains("extra");
  }

  @Test
  void endsTheRunWhenAStoreCannotBeReachedAnyMore() {
    for (int i = 0; i < 200; i++) {
      stores.put("many/" + i, pattern(10, i), ObjectAttributes.NONE);
    }
    putExtra("extra");
    AtomicInteger reads = new AtomicInteger();
    ObjectStore vanishing =
        new RelayedStore(stores.source) {
          @Override
          public FetchedObject fetchObject(ObjectRef object, ReadOptions options) {
            if (reads.incrementAndGet() > 20) {
              throw failure(new StoreFailure.Unreachable(detail("ConnectionRefused")));
            }
            return super.fetchObject(object, options);
          }

          @Override
          public void headBucket(BucketName bucket) {
            throw failure(new StoreFailure.Unreachable(detail("ConnectionRefused")));
          }
        };

    SyncReport report = sync(vanishing, stores.destination, DELETING);

    assertThat(report.complete()).isFalse();
    assertThat(report.inSync()).isFalse();
    assertThat(Objects.requireNonNull(report.failure()).cause()).isEqualTo(RunFailure.Cause.STORE);
    assertThat(report.deletions().deleted()).isZero();
    assertThat(reads).hasValueLessThan(40);
    assertThat(there()).contains("extra");
  }

  /// Fails from some page on.
  private static ObjectStore listingUpTo(ObjectStore store, int pages, RuntimeException reason) {
    AtomicInteger asked = new AtomicInteger();
    return new RelayedStore(store) {
      @Override
      public ListingPage listObjects(BucketName bucket, ListingRequest request) {
        if (asked.incrementAndGet() > pages) {
          throw reason;
        }
        ListingRequest small =
            new ListingRequest(request.prefix(), request.startAfter(), request.token(), 2);
        return super.listObjects(bucket, small);
      }
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void deletesNothingAndIsNotCompleteWhenAListingFailsInTheMidst(int pages) {
    putAll();
    putExtra("extra");
    RuntimeException reason = failure(new StoreFailure.Unreachable(detail("Gone")));

    for (boolean atSource : new boolean[] {true, false}) {
      ObjectStore source = atSource ? listingUpTo(stores.source, pages, reason) : stores.source;
      ObjectStore destination =
          atSource
              ? stores.destination
              : listingUpTo(stores.destination, Math.min(pages, 0), reason);
      SyncReport report = sync(source, destination, DELETING);

      assertThat(report.complete()).isFalse();
      assertThat(report.inSync()).isFalse();
      assertThat(report.failure()).isNotNull();
      assertThat(report.deletions().deleted()).isZero();
      assertThat(there()).contains("extra");
    }
  }

  @Test
  void deletesNothingWhenAListingCannotBeTrusted() {
    putAll();
    putExtra("extra");
    ObjectStore repeating =
        new RelayedStore(stores.source) {
          @Override
          public ListingPage listObjects(BucketName bucket, ListingRequest request) {
            EntryPage.Builder page = new EntryPage.Builder(1);
            page.key(ObjectKey.of("a")).size(1).endRow();
            return new ListingPage(page.build(), "again");
          }
        };

    SyncReport report = sync(repeating, stores.destination, DELETING);

    assertThat(report.complete()).isFalse();
    assertThat(Objects.requireNonNull(report.failure()).code()).isEqualTo("ListingDisorder");
    assertThat(there()).contains("extra");
  }

  @Test
  void isNotCompleteWhenTheSecondLookFails() {
    putAll();
    RuntimeException reason = failure(new StoreFailure.Transient(detail("SlowDown"), false));

    SyncReport report = sync(listingUpTo(stores.source, 3, reason), stores.destination, PLAIN);

    assertThat(there()).containsAll(KEYS);
    assertThat(report.complete()).isFalse();
    assertThat(report.inSync()).isFalse();
    assertThat(report.failure()).isNotNull();
  }

  @Test
  void deletesLastAndOnlyWhatTheSourceHasNot() {
    putAll();
    putExtra("extra");
    List<String> order = new ArrayList<>();
    ObjectStore recording =
        new RelayedStore(stores.destination) {
          @Override
          public WriteReceipt putObject(
              ObjectRef target,
              ObjectAttributes attributes,
              ObjectBody body,
              WriteOptions options) {
            synchronized (order) {
              order.add("put");
            }
            return super.putObject(target, attributes, body, options);
          }

          @Override
          public List<DeleteFailure> deleteObjects(BucketName bucket, List<ObjectRef> objects) {
            objects.stream()
                .filter(object -> !object.key().text().contains("lockstep-probe"))
                .forEach(object -> order.add("delete " + object.key()));
            return super.deleteObjects(bucket, objects);
          }
        };

    SyncReport report = sync(stores.source, recording, DELETING);

    assertThat(report.inSync()).isTrue();
    assertThat(report.deletions().deleted()).isEqualTo(1);
    assertThat(order.getLast()).isEqualTo("delete extra");
    assertThat(order.stream().filter(word -> word.startsWith("delete"))).hasSize(1);
    assertThat(there()).containsAll(KEYS).hasSize(KEYS.size() + 1);
  }

  @Test
  void saysWhatADestinationSilentlyDroppedOrRenamed() {
    putAll();
    ObjectStore lossy =
        new RelayedStore(stores.destination) {
          @Override
          public WriteReceipt putObject(
              ObjectRef target,
              ObjectAttributes attributes,
              ObjectBody body,
              WriteOptions options) {
            String key = target.key().text();
            if (key.equals("z")) {
              // Answers as if it had written, and has not.
              return stores.source.putObject(in(DST, "z"), attributes, body, options);
            }
            ObjectRef other =
                key.endsWith("/") ? in(DST, key.substring(0, key.length() - 1)) : target;
            return super.putObject(other, attributes, body, options);
          }
        };

    SyncReport report = sync(stores.source, lossy, DELETING);

    assertThat(report.complete()).isTrue();
    assertThat(report.inSync()).isFalse();
    assertThat(report.failures().first().stream().map(one -> one.key().text()))
        .containsExactlyInAnyOrder("z", "dir/", "dir");
  }

  @Test
  void writesNoKeyOfAKindThatTheDestinationRenames() {
    putAll();
    ObjectStore folding =
        new RelayedStore(stores.destination) {
          @Override
          public WriteReceipt putObject(
              ObjectRef target,
              ObjectAttributes attributes,
              ObjectBody body,
              WriteOptions options) {
            return super.putObject(
                in(DST, target.key().text().replace("//", "/")), attributes, body, options);
          }
        };

    SyncReport report = sync(stores.source, folding, PLAIN);

    assertThat(report.failures().first())
        .singleElement()
        .satisfies(one -> assertThat(one.code()).isEqualTo("KeyNotKept"));
    assertThat(report.failures().first().getFirst().key()).isEqualTo(ObjectKey.of("a//b"));
    assertThat(there()).containsExactlyInAnyOrder("a", "a/b", "dir/", "z");
  }

  @Test
  void saysOnceMoreWhenBytesArriveChangedTwice() {
    putAll();
    AtomicInteger writes = new AtomicInteger();
    ObjectStore flipping =
        new RelayedStore(stores.destination) {
          @Override
          public WriteReceipt putObject(
              ObjectRef target,
              ObjectAttributes attributes,
              ObjectBody body,
              WriteOptions options) {
            boolean bad = target.key().text().equals("z") && writes.incrementAndGet() < 99;
            return super.putObject(
                target,
                attributes,
                bad ? ObjectBody.of(pattern(100, 77)) : body,
                WriteOptions.PLAIN);
          }
        };

    SyncReport report = sync(stores.source, flipping, PLAIN);

    assertThat(writes).hasValue(2);
    assertThat(report.inSync()).isFalse();
    assertThat(report.failures().first())
        .singleElement()
        .satisfies(one -> assertThat(one.code()).isEqualTo("Corrupted"));
  }

  @Test
  void stopsAtTheLimitAndDeletesNothingThen() {
    putAll();
    putExtra("extra");

    SyncReport report = sync(stores.source, stores.destination, settings(true, 2, false));

    assertThat(report.copies().written().objects()).isEqualTo(2);
    assertThat(report.skipped()).isEqualTo(KEYS.size() - 2 + 1);
    assertThat(report.inSync()).isFalse();
    assertThat(there()).hasSize(4).contains("extra");
  }

  @Test
  void sendsNothingButListingsInADryRun() {
    putAll();
    putExtra("extra");

    SyncReport report =
        sync(stores.source, stores.destination, settings(true, Long.MAX_VALUE, true));

    assertThat(counts.snapshot().keySet()).containsExactly(RequestKind.LIST);
    assertThat(report.planned().objects()).isEqualTo(KEYS.size());
    assertThat(report.deletions().planned()).isEqualTo(1);
    assertThat(report.forecast())
        .containsEntry(RequestKind.GET, 5L)
        .containsEntry(RequestKind.PUT, 5L)
        .containsEntry(RequestKind.DELETE, 1L);
    assertThat(report.inSync()).isFalse();
    assertThat(there()).containsExactly("extra", "same");
  }

  @Test
  void endsTheRunAndDeletesNothingWhenDifferencesCannotBeRecorded() {
    putAll();
    putExtra("extra");
    DifferenceListener full =
        _ -> {
          throw new UncheckedIOException(
              "The report can't be written", new IOException("disk full"));
        };

    SyncReport report = sync(stores.source, stores.destination, DELETING, full);

    assertThat(report.complete()).isFalse();
    assertThat(report.inSync()).isFalse();
    assertThat(Objects.requireNonNull(report.failure()).message()).contains("can't be written");
    assertThat(there()).contains("extra");
  }

  @Test
  void leavesOutAnObjectOfWhichNoNameIsLeft() {
    stores.put("p/", pattern(3, 1), ObjectAttributes.NONE);
    stores.put("p/x", pattern(3, 1), ObjectAttributes.NONE);

    SyncReport report =
        new SyncJob(
                scope(stores.source, SRC, "p/"),
                scope(stores.destination, DST, ""),
                PLAIN,
                RunNotes.none(),
                counts,
                new Progress(),
                rows::add,
                InstantSource.system(),
                RetryPolicy.standard(TwoBuckets.random(1)))
            .run();

    assertThat(report.failures().first()).isEmpty();
    assertThat(report.inSync()).isTrue();
    assertThat(there()).containsExactly("x");
  }

  /// The source answers for a key that it does not list.
  private ObjectStore source(String unlisted, Supplier<ObjectHead> answer) {
    return new RelayedStore(stores.source) {
      @Override
      public ObjectHead headObject(ObjectRef object, ReadOptions options) {
        return object.key().equals(ObjectKey.of(unlisted))
            ? answer.get()
            : super.headObject(object, options);
      }
    };
  }

  @Test
  void deletesNoCopyOfWhatTheSourceHasAndDoesNotList() {
    putAll();
    putExtra("hidden");
    putExtra("extra");
    ObjectStore hiding =
        source("hidden", () -> stores.source.headObject(in(SRC, "same"), ReadOptions.PLAIN));

    SyncReport report = sync(hiding, stores.destination, DELETING);

    assertThat(there()).contains("hidden").doesNotContain("extra");
    assertThat(report.inSync()).isFalse();
    assertThat(report.deletions().deleted()).isEqualTo(1);
    assertThat(report.failures().first())
        .anyMatch(one ->
            one.key().equals(ObjectKey.of("hidden"))
                && one.code().equals("NotListed")
                && one.message().contains("src/hidden is there, though it was not listed"));
  }

  @Test
  void deletesNothingForWhichTheSourceCannotBeAsked() {
    putAll();
    putExtra("extra");
    ObjectStore denying =
        source(
            "extra",
            () -> {
              throw failure(new StoreFailure.Denied(detail("AccessDenied")));
            });

    SyncReport report = sync(denying, stores.destination, DELETING);

    assertThat(there()).contains("extra");
    assertThat(report.inSync()).isFalse();
    assertThat(report.failures().first())
        .anyMatch(one -> one.code().equals("AccessDenied") && one.message().contains("not done"));
  }

  @Test
  void saysWhatIsLeftWhenTheDestinationRefusesToDelete() {
    putAll();
    putExtra("extra");
    ObjectStore locked =
        new RelayedStore(stores.destination) {
          @Override
          public List<DeleteFailure> deleteObjects(BucketName bucket, List<ObjectRef> objects) {
            return objects.stream()
                .map(object ->
                    new DeleteFailure(object, new StoreFailure.Denied(detail("AccessDenied"))))
                .toList();
          }
        };

    SyncReport report = sync(stores.source, locked, DELETING);

    assertThat(report.inSync()).isFalse();
    assertThat(report.deletions().deleted()).isZero();
    assertThat(report.failures().first())
        .anyMatch(
            one -> one.key().equals(ObjectKey.of("extra")) && one.code().equals("AccessDenied"));
    assertThat(report.copies().notes()).anyMatch(note -> note.contains("lockstep-probe-"));
  }

  @Test
  void tellsAttributesThatWereAcceptedAndDropped() {
    KEYS.forEach(key ->
        stores.put(key, pattern(10, 1), ObjectAttributes.NONE.withUserMetadata(Map.of("a", "1"))));
    ObjectStore forgetful =
        new RelayedStore(stores.destination) {
          @Override
          public ObjectHead headObject(ObjectRef object, ReadOptions options) {
            ObjectHead head = super.headObject(object, options);
            return new ObjectHead(
                head.size(),
                head.etag(),
                head.lastModified(),
                head.version(),
                head.attributes().withUserMetadata(Map.of()),
                head.tagCount(),
                head.partsCount(),
                head.checksums());
          }
        };

    SyncReport report = sync(stores.source, forgetful, PLAIN);

    assertThat(report.inSync()).isFalse();
    assertThat(report.failures().count()).isEqualTo(KEYS.size());
    assertThat(report.failures().first()).allMatch(one -> one.code().equals("AttributeNotKept"));
  }

  @Test
  void countsWhatWasDeletedAtTheSourceMeanwhileAsNeitherCopiedNorFailed() {
    putAll();
    ObjectStore shrinking =
        new RelayedStore(stores.source) {
          @Override
          public FetchedObject fetchObject(ObjectRef object, ReadOptions options) {
            if (object.key().text().equals("z")) {
              store.deleteObjects(SRC, List.of(object));
            }
            return super.fetchObject(object, options);
          }
        };

    SyncReport report = sync(shrinking, stores.destination, PLAIN);

    assertThat(report.inSync()).isTrue();
    assertThat(report.failures().count()).isZero();
    assertThat(report.copies().written().objects()).isEqualTo(KEYS.size() - 1);
  }

  @Test
  void makesAnyTwoBucketsTheSame() {
    for (int seed = 0; seed < 60; seed++) {
      RandomGenerator random = TwoBuckets.random(seed);
      TwoBuckets pair = new TwoBuckets();
      String from = random.nextBoolean() ? "" : "from/";
      String to = random.nextBoolean() ? "" : "to";
      boolean delete = random.nextBoolean();
      boolean within = random.nextInt(3) == 0;
      ObjectStore target = within ? pair.source : pair.destination;
      fill(random, pair, target, from, to);
      Map<String, String> expected = relative(held(pair.source, SRC), from);
      Map<String, String> before = relative(held(target, DST), to);
      if (!delete) {
        before.forEach(expected::putIfAbsent);
      }
      SyncSettings settings = settings(delete, Long.MAX_VALUE, false);
      BucketScope source = scope(pair.source, SRC, from);
      BucketScope destination = scope(target, DST, to);

      SyncReport report =
          new SyncJob(
                  source,
                  destination,
                  settings,
                  RunNotes.none(),
                  counts,
                  new Progress(),
                  _ -> {},
                  InstantSource.system(),
                  RetryPolicy.standard(random))
              .run();

      String which = "seed " + seed + ": " + report;
      if (report.deletions().refusal() == null) {
        assertThat(report.inSync()).as(which).isTrue();
        assertThat(relative(held(target, DST), to)).as(which).isEqualTo(expected);
        CompareReport same =
            new CompareJob(
                    source,
                    destination,
                    Selection.EVERYTHING,
                    CompareBy.CONTENT,
                    4,
                    counts,
                    new Progress(),
                    _ -> {})
                .run();
        assertThat(
                delete ? same.identical() : same.result() != null && same.result().sourceArrived())
            .as(which)
            .isTrue();
      } else {
        assertThat(relative(held(target, DST), to).keySet()).as(which).containsAll(before.keySet());
        assertThat(report.inSync()).as(which).isFalse();
      }
    }
  }

  private static void fill(
      RandomGenerator random, TwoBuckets pair, ObjectStore target, String from, String to) {
    String[] alphabet = {
      "a", "b", "/", "//", "ä", "\uff5e", "\ud83d\ude00", "..", " ", "%", "\u0001"
    };
    for (int i = random.nextInt(40); i > 0; i--) {
      StringBuilder key = new StringBuilder("k");
      for (int j = random.nextInt(4); j > 0; j--) {
        key.append(alphabet[random.nextInt(alphabet.length)]);
      }
      if (random.nextInt(4) > 0) {
        put(random, pair.source, in(SRC, from + key));
      }
      if (random.nextInt(2) > 0) {
        put(random, target, in(DST, to + key));
      }
    }
    putOutside(pair, target);
  }

  /// Objects that no prefix of these tests has, but the empty one.
  private static void putOutside(TwoBuckets pair, ObjectStore target) {
    pair.put("elsewhere", pattern(5, 5), ObjectAttributes.NONE);
    target.putObject(
        in(DST, "elsewhere"),
        ObjectAttributes.NONE,
        ObjectBody.of(pattern(6, 5)),
        WriteOptions.PLAIN);
  }

  private static void put(RandomGenerator random, ObjectStore store, ObjectRef object) {
    ObjectAttributes attributes =
        random.nextBoolean()
            ? ObjectAttributes.NONE
            : ObjectAttributes.NONE.withUserMetadata(Map.of("a", "1")).withTags(Map.of("t", "2"));
    if (random.nextInt(4) == 0) {
      int part = 1000 + random.nextInt(3000);
      TwoBuckets.putParts(
          store, object, attributes, part, 1000 + random.nextInt(3000), 1 + random.nextInt(500));
    } else {
      int size = random.nextInt(3) == 0 ? random.nextInt(3) : random.nextInt(40_000);
      ObjectBody body = ObjectBody.of(pattern(size, random.nextInt(3)));
      store.putObject(object, attributes, body, WriteOptions.PLAIN);
    }
  }

  private static Map<String, String> relative(Map<String, String> held, String prefix) {
    Map<String, String> some = new TreeMap<>();
    held.forEach((key, value) -> {
      if (key.startsWith(prefix)) {
        some.put(key.substring(prefix.length()), value);
      }
    });
    return some;
  }

  @Test
  void countsNoBytesTwiceInItsReport() {
    putAll();
    ETag before = stores.source.headObject(in(SRC, "a"), ReadOptions.PLAIN).etag();

    SyncReport first = sync(stores.source, stores.destination, PLAIN);
    SyncReport second = sync(stores.source, stores.destination, PLAIN);

    assertThat(first.copies().written()).isEqualTo(new SyncReport.Amount(5, 500));
    assertThat(second.copies().written()).isEqualTo(new SyncReport.Amount(0, 0));
    assertThat(second.unchanged()).isEqualTo(5);
    assertThat(stores.destination.headObject(in(DST, "a"), ReadOptions.PLAIN).etag())
        .isEqualTo(before);
  }
}
