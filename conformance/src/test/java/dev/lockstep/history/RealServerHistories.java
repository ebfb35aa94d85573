package dev.lockstep.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.copy.CopySettings;
import dev.lockstep.endpoint.BucketOptions;
import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.RetryingStore;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.job.HistorySettings;
import dev.lockstep.job.HistorySyncJob;
import dev.lockstep.job.ObjectFailure;
import dev.lockstep.job.SyncReport;
import dev.lockstep.job.SyncSettings;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeyRange;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.ObjectLock.Mode;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.VersionId;
import dev.lockstep.plan.MaxDelete;
import dev.lockstep.s3.Addressing;
import dev.lockstep.s3.S3Settings;
import dev.lockstep.s3.S3Stores;
import dev.lockstep.s3.sign.AwsCredentials;
import dev.lockstep.s3.sign.CredentialSource;
import dev.lockstep.s3.sign.Secret;
import dev.lockstep.selection.Selection;
import dev.lockstep.state.StatePlace;
import dev.lockstep.state.VersionMap;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.RequestCounts;
import dev.lockstep.telemetry.RequestKind;
import dev.lockstep.testkit.InMemoryVersionMaps;
import dev.lockstep.verify.CapabilityProbe;
import dev.lockstep.verify.TrialNames;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Histories that are brought to a server that keeps versions, and from there back, quicker than
/// its clock ticks. Where it is, the environment says, as for the contract.
@Tag("real-server")
abstract class RealServerHistories {
  private static final List<String> KEYS = List.of("a", "ab", "dir/b", "ü", "x y+z", "per%cent");

  /// Keys that begin alike, look like paths, or are as long as keys can be.
  private static final List<String> AWKWARD =
      List.of(
          "a",
          "a/",
          "a//b",
          "../x",
          "ab",
          "ü",
          "line\nbreak",
          "k".repeat(1024),
          ("s".repeat(203) + "/").repeat(5) + "last");

  private static final int WRITES = 60;
  private static final int THOUSANDS = 3100;
  private static final ObjectLock RETAINED =
      ObjectLock.retention(Mode.GOVERNANCE, Instant.parse("2040-01-01T00:00:00Z"));

  private final InMemoryVersionMaps maps = new InMemoryVersionMaps();
  private final VersionedBucket from = new VersionedBucket("a", "src");
  private final VersionedBucket back = new VersionedBucket("b", "dst");
  private final VersionedBucket locking = new VersionedBucket("c", "locked", BucketOptions.LOCKING);
  private final ObjectStore server;
  private final BucketName bucket = new BucketName("lockstep-" + UUID.randomUUID());
  private Capabilities serverCan = Capabilities.NONE;
  private RequestCounts counts = new RequestCounts();

  /// @param name the server's, in capitals, as the environment has it
  RealServerHistories(String name) {
    server =
        S3Stores.of(
            S3Settings.of(
                    name,
                    URI.create(environment(name, "ENDPOINT")),
                    environment(name, "REGION"),
                    CredentialSource.of(
                        new AwsCredentials(
                            environment(name, "ACCESS_KEY"),
                            Secret.of(environment(name, "SECRET_KEY")),
                            null,
                            null)))
                .withAddressing(Addressing.PATH),
            InstantSource.system());
  }

  private static String environment(String name, String what) {
    String value = System.getenv("LOCKSTEP_TEST_" + name + "_" + what);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException(
          what + " of " + name + " is not set; run-real-servers sets it");
    }
    return value;
  }

  @AfterEach
  void closeTheStore() {
    server.close();
  }

  private SyncReport sync(BucketScope source, BucketScope destination) {
    return sync(source, destination, HistoryRuns.PLAIN);
  }

  private SyncReport sync(BucketScope source, BucketScope destination, HistorySettings histories) {
    counts = new RequestCounts();
    SyncSettings settings =
        new SyncSettings(
            Selection.EVERYTHING,
            CompareBy.CONTENT,
            CopySettings.STANDARD,
            false,
            MaxDelete.parse("100%"),
            Long.MAX_VALUE,
            false,
            8,
            4);
    try (VersionMap map = maps.versionMap(place(source), place(destination))) {
      return new HistorySyncJob(
              counted(source),
              counted(destination),
              settings,
              histories,
              map,
              RunNotes.none(),
              counts,
              new Progress(),
              _ -> {},
              () -> TwoBuckets.NOW,
              TwoBuckets.atOnce(),
              (_, _) -> destination.store().equals(server) ? serverCan : Capabilities.NONE)
          .run();
    }
  }

  private BucketScope counted(BucketScope scope) {
    return new BucketScope(
        new RetryingStore(scope.store(), TwoBuckets.atOnce(), counts),
        scope.bucket(),
        scope.prefix());
  }

  private static StatePlace place(BucketScope scope) {
    return new StatePlace(scope.store().endpoint(), scope.bucket(), scope.prefix());
  }

  /// @param asked whether it was found out what the server keeps of ids and times
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aHistoryGoesToTheServerAndBackInOrder(boolean asked) {
    server.createBucket(bucket);
    from.keepingIdentities();
    server.enableVersioning(bucket);
    askIf(asked);
    BucketScope there = new BucketScope(server, bucket, ObjectKey.EMPTY);
    RandomGenerator random = TwoBuckets.random(7);
    for (int i = 0; i < WRITES; i++) {
      String key = KEYS.get(random.nextInt(KEYS.size()));
      if (random.nextInt(4) == 0) {
        from.delete(key);
      } else {
        from.put(key, "content " + random.nextInt(3));
      }
      from.pass(100);
    }

    SyncReport report = sync(from.scope(from.store), there);
    assertThat(report.failures().first()).isEmpty();
    assertThat(report.inSync()).isTrue();
    identitiesAreAsKnown(report);
    for (String key : KEYS) {
      if (ExactHistory.of(there, ObjectKey.of(key), new ChronologicalOrder(false)).isOrdered()) {
        assertThat(contents(there, key)).as(key).isEqualTo(effective(from.ever(key)));
      }
    }

    assertThat(sync(from.scope(from.store), there).inSync()).isTrue();
    assertThat(counts.snapshot().keySet())
        .isSubsetOf(RequestKind.LIST_VERSIONS, RequestKind.BUCKET);

    whatIsInDoubtIsSaidAndAllElseComesBack(sync(there, back.scope(back.store)), KEYS);
  }

  /// More than three pages of one key; what comes behind it sorts before its name and a `[`.
  @Test
  void aKeyWithThousandsOfVersionsGoesToTheServerAndBack() {
    server.createBucket(bucket);
    server.enableVersioning(bucket);
    BucketScope there = new BucketScope(server, bucket, ObjectKey.EMPTY);
    for (int i = 0; i < THOUSANDS; i++) {
      from.put("long", "content " + i);
      from.pass(100);
    }
    from.put("long-1", "other");

    SyncReport report = sync(from.scope(from.store), there);
    assertThat(report.failures().first()).isEmpty();
    assertThat(report.inSync()).as(report.toString()).isTrue();

    SyncReport returned = sync(there, back.scope(back.store));
    assertThat(returned.inSync()).as(returned.toString()).isTrue();
    assertThat(back.contents()).isEqualTo(from.contents());
  }

  /// A version and a marker of one millisecond can't be told apart by a server that lists them so.
  private void whatIsInDoubtIsSaidAndAllElseComesBack(SyncReport report, List<String> keys) {
    assertThat(report.failures().first())
        .allSatisfy(failure -> assertThat(failure.code()).isEqualTo("OrderUnknown"));
    assertThat(report.inSync()).isEqualTo(report.failures().count() == 0);
    Set<String> inDoubt =
        report.failures().first().stream()
            .map(failure -> failure.key().text())
            .collect(Collectors.toSet());
    for (String key : keys) {
      if (!inDoubt.contains(key)) {
        assertThat(contents(back.scope(back.store), key))
            .as(key)
            .isEqualTo(effective(from.ever(key)));
      }
    }
  }

  private static List<String> contents(BucketScope scope, String key) {
    ObjectKey name = ObjectKey.of(key);
    List<String> contents = new ArrayList<>();
    for (ObjectVersion version :
        ExactHistory.of(scope, name, new ChronologicalOrder(false)).versions()) {
      contents.add(
          version.deleteMarker()
              ? VersionedBucket.MARKER
              : StoredText.of(scope.store(), new ObjectRef(scope.bucket(), name, version.id())));
    }
    return effective(contents);
  }

  private void askIf(boolean asked) {
    if (asked) {
      serverCan =
          new CapabilityProbe(
                  server,
                  bucket,
                  ObjectKey.EMPTY,
                  TwoBuckets.NOW,
                  TrialNames.unnoted(TwoBuckets.random(1)))
              .run(EnumSet.of(Capability.VERSION_IDENTITY));
    }
  }

  private void identitiesAreAsKnown(SyncReport report) {
    SyncReport.Histories histories = Objects.requireNonNull(report.histories());
    SyncReport.Identities kept = histories.identities();
    if (serverCan.has(Capability.VERSION_IDENTITY)) {
      assertThat(kept.idAndTime()).isPositive();
      assertThat(kept.mapAlone()).isZero();
    } else {
      assertThat(kept.mapAlone()).isEqualTo(histories.versions() + histories.deleteMarkers());
    }
  }

  /// The keys among [#AWKWARD] that the server takes for others, or refuses, or whose versions it
  /// does not keep: the numbers of their places.
  ///
  /// @param saysIds whether ids of versions are said where the server lets them be
  Set<Integer> notKept(boolean saysIds) {
    return Set.of();
  }

  /// What a server can't keep under its name is a row, and nothing is written under another one.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void keysThatBeginAlikeOrLookLikePathsHaveHistoriesOfTheirOwn(boolean asked) {
    server.createBucket(bucket);
    from.keepingIdentities();
    server.enableVersioning(bucket);
    askIf(asked);
    for (String key : AWKWARD) {
      for (String content : List.of("one", "two", VersionedBucket.MARKER, "three")) {
        writeOne(key, content);
      }
    }
    Set<String> rows =
        notKept(asked).stream().map(AWKWARD::get).collect(Collectors.toCollection(TreeSet::new));
    BucketScope there = new BucketScope(server, bucket, ObjectKey.EMPTY);

    SyncReport report = sync(from.scope(from.store), there);

    assertThat(report.failure()).isNull();
    assertThat(report.inSync()).isEqualTo(rows.isEmpty());
    assertThat(report.failures().first())
        .extracting(failure -> failure.key().text())
        .containsExactlyInAnyOrderElementsOf(rows);
    List<String> kept = AWKWARD.stream().filter(key -> !rows.contains(key)).toList();
    assertThat(keys(there)).isSubsetOf(AWKWARD).containsAll(kept);
    kept.forEach(key -> assertThat(versions(there, key)).as(key).hasSize(4));
    SyncReport second = sync(from.scope(from.store), there);
    assertThat(second.failures().count()).isEqualTo(rows.size());
    assertThat(Objects.requireNonNull(second.histories()).versions()).isZero();
    whatIsInDoubtIsSaidAndAllElseComesBack(sync(there, back.scope(back.store)), kept);

    removeWhole("a");
    sync(from.scope(from.store), there, HistoryRuns.PURGING);
    kept.stream()
        .filter(key -> !key.equals("a"))
        .forEach(key -> assertThat(versions(there, key)).as(key).hasSize(4));
    assertThat(versions(there, "a").isEmpty())
        .as("removed, unless a row stands in the way")
        .isEqualTo(rows.isEmpty());
  }

  private void writeOne(String key, String content) {
    if (content.equals(VersionedBucket.MARKER)) {
      from.delete(key);
    } else {
      from.put(key, content);
    }
    from.pass(2000);
  }

  private void removeWhole(String key) {
    for (ObjectVersion version : from.versions(key)) {
      from.store.deleteObject(new ObjectRef(from.bucket, ObjectKey.of(key), version.id()));
    }
  }

  private static List<String> keys(BucketScope scope) {
    List<String> keys = new ArrayList<>();
    HistoryListing listing =
        new HistoryListing(
            scope, KeyRange.everything(), new ChronologicalOrder(false), Runnable::run);
    for (History history = listing.next(); history != null; history = listing.next()) {
      keys.add(history.key().text());
    }
    return keys;
  }

  /// Where the server makes no marker that hides nothing, there is none.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aKeyThatIsNothingButADeleteMarkerIsNoObstacle(boolean asked) {
    server.createBucket(bucket);
    from.keepingIdentities();
    server.enableVersioning(bucket);
    askIf(asked);
    BucketScope there = new BucketScope(server, bucket, ObjectKey.EMPTY);
    from.delete("never");
    from.put("lost", "one");
    from.pass(2000);
    from.delete("lost");
    from.pass(2000);
    from.store.deleteObject(
        new ObjectRef(from.bucket, ObjectKey.of("lost"), from.versions("lost").getFirst().id()));
    from.put("stays", "one");
    ObjectRef own = there.object(ObjectKey.of("own"));
    VersionId made =
        server
            .putObject(own, ObjectAttributes.NONE, ObjectBody.of(new byte[1]), WriteOptions.PLAIN)
            .version();
    server.deleteObject(own);
    server.deleteObject(there.object(ObjectKey.of("own"), Objects.requireNonNull(made)));

    SyncReport report = sync(from.scope(from.store), there);
    assertThat(report.failures().first()).isEmpty();
    assertThat(report.inSync()).isTrue();
    for (String key : List.of("never", "lost")) {
      assertThat(versions(there, key)).hasSizeLessThan(2).allMatch(ObjectVersion::deleteMarker);
    }
    assertThat(sync(from.scope(from.store), there).inSync()).isTrue();
    assertThat(counts.snapshot().keySet())
        .isSubsetOf(RequestKind.LIST_VERSIONS, RequestKind.BUCKET);

    SyncReport returned = sync(there, back.scope(back.store));
    assertThat(returned.failures().first()).isEmpty();
    assertThat(returned.inSync()).isTrue();
    assertThat(back.contents().keySet()).containsExactlyInAnyOrderElementsOf(keys(there));
  }

  /// The locks of versions that are no longer the newest, as the server tells them.
  ///
  /// @param locks as they are
  List<ObjectLock> toldOfOlder(List<ObjectLock> locks) {
    return locks;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void eachVersionBringsItsLockAndALockedOneIsNotRemoved(boolean asked) {
    server.createBucket(bucket, BucketOptions.LOCKING);
    locking.keepingIdentities();
    askIf(asked);
    BucketScope here = locking.scope(locking.store);
    BucketScope there = new BucketScope(server, bucket, ObjectKey.EMPTY);
    List<ObjectLock> locks =
        List.of(RETAINED, ObjectLock.NONE, ObjectLock.HOLD, RETAINED.withLegalHold(true));
    for (ObjectLock lock : locks) {
      locking.put("a", lock.words(), ObjectAttributes.NONE.withLock(lock));
      locking.pass(2000);
    }
    locking.delete("a");

    SyncReport report = sync(here, there);
    assertThat(report.failures().first()).isEmpty();
    assertThat(report.inSync()).isTrue();
    assertThat(locks(there)).isEqualTo(toldOfOlder(locks));
    assertThat(sync(here, there).inSync()).isTrue();
    assertThat(counts.snapshot().keySet())
        .isSubsetOf(RequestKind.LIST_VERSIONS, RequestKind.BUCKET);

    ObjectVersion first = locking.versions("a").getFirst();
    locking.store.deleteRetained(new ObjectRef(locking.bucket, ObjectKey.of("a"), first.id()));
    SyncReport purging = sync(here, there, HistoryRuns.PURGING);
    assertThat(purging.failures().first())
        .extracting(ObjectFailure::code)
        .singleElement()
        .isIn("AccessDenied", "InvalidRequest");
    assertThat(purging.inSync()).isFalse();
    List<ObjectVersion> left = versions(there, "a");
    assertThat(left).hasSize(5);
    server.deleteRetained(new ObjectRef(bucket, ObjectKey.of("a"), left.getFirst().id()));
    assertThat(sync(here, there, HistoryRuns.PURGING).inSync()).isTrue();
    assertThat(versions(there, "a")).hasSize(4);
  }

  /// Whether the server is asked for the lock of each version by itself depends on what it tells.
  @Test
  void theLocksOfAllVersionsArriveFromThere() {
    server.createBucket(bucket, BucketOptions.LOCKING);
    BucketScope there = new BucketScope(server, bucket, ObjectKey.EMPTY);
    List<ObjectLock> locks =
        List.of(ObjectLock.NONE, RETAINED, ObjectLock.HOLD, ObjectLock.NONE, RETAINED);
    for (ObjectLock lock : locks) {
      server.putObject(
          there.object(ObjectKey.of("a")),
          ObjectAttributes.NONE.withLock(lock),
          ObjectBody.of(new byte[] {1, 2, 3}),
          WriteOptions.PLAIN);
    }
    BucketScope here = locking.scope(locking.store);

    SyncReport report = sync(there, here);

    assertThat(report.failures().first()).isEmpty();
    assertThat(report.copies().notes()).isEmpty();
    assertThat(report.inSync()).isTrue();
    assertThat(locks(here)).isEqualTo(locks);
    assertThat(sync(there, here).inSync()).isTrue();
    assertThat(counts.snapshot().keySet())
        .isSubsetOf(RequestKind.LIST_VERSIONS, RequestKind.BUCKET);
  }

  private static List<ObjectLock> locks(BucketScope scope) {
    return versions(scope, "a").stream()
        .filter(version -> !version.deleteMarker())
        .map(version ->
            scope
                .store()
                .headObject(scope.object(ObjectKey.of("a"), version.id()), ReadOptions.PLAIN)
                .attributes()
                .lock())
        .toList();
  }

  private static List<ObjectVersion> versions(BucketScope scope, String key) {
    return ExactHistory.of(scope, ObjectKey.of(key), new ChronologicalOrder(false)).versions();
  }

  /// Without the markers that hide nothing: some stores make none.
  private static List<String> effective(List<String> contents) {
    List<String> some = new ArrayList<>();
    String before = VersionedBucket.MARKER;
    for (String content : contents) {
      if (!content.equals(VersionedBucket.MARKER) || !before.equals(VersionedBucket.MARKER)) {
        some.add(content);
      }
      before = content;
    }
    return some;
  }
}
