package dev.lockstep.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.endpoint.Capabilities.Answer;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.job.SyncReport;
import dev.lockstep.job.SyncReport.Identities;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.VersionId;
import dev.lockstep.s3.S3Settings;
import dev.lockstep.s3.S3Stores;
import dev.lockstep.s3.sign.AwsCredentials;
import dev.lockstep.s3.sign.CredentialSource;
import dev.lockstep.s3.sign.Secret;
import dev.lockstep.sandbox.SandboxServer;
import dev.lockstep.sandbox.signature.AccessKey;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.state.VersionMapping.How;
import dev.lockstep.telemetry.RequestCounts;
import dev.lockstep.telemetry.RequestKind;
import dev.lockstep.testkit.StoreUnderTest;
import dev.lockstep.verify.CapabilityProbe;
import dev.lockstep.verify.TrialNames;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Ids and times that are said in requests over HTTP: of small versions, of large ones in parts, of
/// delete markers, and of what the store copies by itself.
class KeptIdentityOverHttpTest {
  private static final String ACCESS = "access";
  private static final String SECRET = "secret";

  private final VersionedBucket from = new VersionedBucket("a", "src").keepingIdentities();
  private final VersionedBucket to = new VersionedBucket("b", "dst").keepingIdentities();
  private final SandboxServer sourceServer = serve(from);
  private final SandboxServer destinationServer = serve(to);
  private final ObjectStore source = reach("a", sourceServer);
  private final ObjectStore destination = reach("b", destinationServer);

  private static SandboxServer serve(VersionedBucket bucket) {
    return SandboxServer.start(
        bucket.sandbox(), List.of(new AccessKey(ACCESS, SECRET, Account.LOCKSTEP)), 0);
  }

  private static ObjectStore reach(String name, SandboxServer server) {
    return S3Stores.of(
        S3Settings.of(
            name,
            server.endpoint(),
            SandboxStore.DEFAULT_REGION,
            CredentialSource.of(new AwsCredentials(ACCESS, Secret.of(SECRET), null, null))),
        InstantSource.system());
  }

  @AfterEach
  void stopTheServers() {
    source.close();
    destination.close();
    sourceServer.close();
    destinationServer.close();
  }

  private record Named(VersionId id, Instant time, boolean marker, String etag) {}

  private static List<Named> names(VersionedBucket bucket, String key) {
    return bucket.versions(key).stream()
        .map(version ->
            new Named(
                version.id(),
                version.lastModified(),
                version.deleteMarker(),
                String.valueOf(version.etag())))
        .toList();
  }

  /// Two parts of 5 MiB and a byte.
  private void putLarge(String key, String id) {
    MultipartUpload upload =
        from.store.createUpload(
            new ObjectRef(from.bucket, ObjectKey.of(key), new VersionId(id)),
            ObjectAttributes.NONE,
            null);
    List<UploadedPart> parts = new ArrayList<>();
    for (int part = 1; part <= 2; part++) {
      ObjectBody body = ObjectBody.of(StoreUnderTest.pattern(part == 1 ? 5 << 20 : 1, part));
      parts.add(from.store.uploadPart(upload, part, body, PartChecksum.NONE));
    }
    from.store.completeUpload(upload, parts, WriteOptions.PLAIN);
  }

  private void write() {
    from.put("a", "one");
    from.put("a", "one");
    from.pass(5);
    from.delete("a");
    putLarge("a", "5f3c2f4e-7d0a-4a39-9a51-1d2c3b4a5968");
    from.pass(1500);
    from.put("a", "");
    from.delete("gone");
    to.pass(100_000);
  }

  @Test
  void smallVersionsLargeOnesAndMarkersAreCalledTheSameAndAreAsOld() {
    write();
    runsKeeping(to, source, destination);
  }

  @Test
  void whatTheStoreCopiesByItselfIsToo() {
    write();
    VersionedBucket beside = from.beside("beside");
    from.pass(100_000);

    HistoryRuns runs = runsKeeping(beside, source, source);

    assertThat(runs.counts.count(RequestKind.PUT)).isZero();
    assertThat(runs.counts.count(RequestKind.COPY)).isEqualTo(3);
  }

  private HistoryRuns runsKeeping(VersionedBucket there, ObjectStore as, ObjectStore other) {
    HistoryRuns runs = new HistoryRuns(from, there);
    runs.identitiesAreKept();
    SyncReport report = sync(runs, as, other);

    assertThat(report.failures().first()).isEmpty();
    assertThat(report.inSync()).isTrue();
    assertThat(report.histories())
        .matches(told -> told != null && told.identities().equals(new Identities(6, 0, 0, 0)));
    for (String key : List.of("a", "gone")) {
      assertThat(names(there, key)).isEqualTo(names(from, key));
    }
    assertThat(names(there, "a")).hasSize(5).anyMatch(version -> version.etag().contains("-2"));
    assertThat(runs.remembered()).hasSize(6).allMatch(mapping -> mapping.how() == How.KEPT_ID);
    RequestCounts first = runs.counts;
    assertThat(sync(runs, as, other).inSync()).isTrue();
    assertThat(runs.counts.snapshot().keySet())
        .isSubsetOf(RequestKind.LIST_VERSIONS, RequestKind.BUCKET);
    runs.counts = first;
    return runs;
  }

  private static SyncReport sync(HistoryRuns runs, ObjectStore as, ObjectStore other) {
    return runs.sync(
        as, other, HistoryRuns.PLAIN, HistoryRuns.settings(false), new UnluckyStore.Life(1 << 30));
  }

  @Test
  void whetherTheyAreKeptIsFoundOutOverHttp() {
    assertThat(found(destination, to)).isEqualTo(Answer.YES);
    assertThat(to.contents()).isEmpty();
    VersionedBucket plain = new VersionedBucket("c", "plain");
    try (SandboxServer server = serve(plain);
        ObjectStore store = reach("c", server)) {
      assertThat(found(store, plain)).isEqualTo(Answer.NO);
    }
  }

  private static Answer found(ObjectStore store, VersionedBucket bucket) {
    return new CapabilityProbe(
            store,
            bucket.bucket,
            ObjectKey.EMPTY,
            bucket.now(),
            TrialNames.unnoted(TwoBuckets.random(1)))
        .run(EnumSet.of(Capability.VERSION_IDENTITY))
        .of(Capability.VERSION_IDENTITY);
  }
}
