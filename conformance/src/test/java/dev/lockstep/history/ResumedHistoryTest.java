package dev.lockstep.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.UploadsPage.Marker;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.job.SyncReport;
import dev.lockstep.job.SyncReport.Identities;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.VersionId;
import dev.lockstep.state.VersionMapping.How;
import dev.lockstep.telemetry.RequestKind;
import dev.lockstep.testkit.StoreUnderTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A large version of which a run that ended early has left some parts at the destination. What the
/// version is to be called is said when its upload is created, and can't be said later.
class ResumedHistoryTest {
  private static final int PART = 5 << 20;
  private static final VersionId LARGE = new VersionId("5f3c2f4e-7d0a-4a39-9a51-1d2c3b4a5968");

  private final VersionedBucket from = new VersionedBucket("a", "src").keepingIdentities();
  private final VersionedBucket to = new VersionedBucket("b", "dst").keepingIdentities();
  private final HistoryRuns runs = new HistoryRuns(from, to);
  private int parts;

  @TempDir private Path state = Path.of("");

  @BeforeEach
  void writeThreeVersions() {
    runs.notingIn(state);
    from.put("a", "one");
    from.pass(1500);
    MultipartUpload upload =
        from.store.createUpload(
            new ObjectRef(from.bucket, ObjectKey.of("a"), LARGE), ObjectAttributes.NONE, null);
    List<UploadedPart> sent = new ArrayList<>();
    for (int part = 1; part <= 3; part++) {
      ObjectBody body = ObjectBody.of(StoreUnderTest.pattern(part < 3 ? PART : 1, part));
      sent.add(from.store.uploadPart(upload, part, body, PartChecksum.NONE));
    }
    from.store.completeUpload(upload, sent, WriteOptions.PLAIN);
    from.pass(1500);
    from.put("a", "three");
    to.pass(100_000);
  }

  /// The destination is gone when it has taken a part.
  private void aRunThatLeavesAnUploadOpen() {
    ObjectStore going =
        new RelayedStore(to.store) {
          @Override
          public boolean canCopyFrom(ObjectStore other) {
            return false;
          }

          @Override
          public synchronized UploadedPart uploadPart(
              MultipartUpload upload, int number, ObjectBody body, PartChecksum checksum) {
            if (parts == 1) {
              throw TwoBuckets.failure(
                  new StoreFailure.Unreachable(TwoBuckets.detail("ConnectException")));
            }
            parts++;
            return super.uploadPart(upload, number, body, checksum);
          }
        };
    SyncReport report =
        runs.sync(
            from.store,
            going,
            HistoryRuns.PLAIN,
            HistoryRuns.settings(false),
            new UnluckyStore.Life(1 << 30));
    assertThat(report.inSync()).isFalse();
    assertThat(open()).isEqualTo(1);
    assertThat(to.versions("a")).hasSize(1);
  }

  private int open() {
    return to.store.listUploads(to.bucket, ObjectKey.EMPTY, Marker.START).uploads().size();
  }

  private static List<VersionId> ids(VersionedBucket bucket) {
    return bucket.versions("a").stream().map(ObjectVersion::id).toList();
  }

  private @Nullable Identities next() {
    SyncReport report = runs.sync();
    assertThat(report.failures().first()).isEmpty();
    assertThat(report.inSync()).isTrue();
    assertThat(open()).isZero();
    SyncReport.Histories histories = report.histories();
    return histories == null ? null : histories.identities();
  }

  @Test
  void anUploadThatWasBegunWithoutAnIdIsNotGoneOnWithWhenTheVersionIsToHaveOne() {
    aRunThatLeavesAnUploadOpen();
    runs.identitiesAreKept();

    // The first stands there with the time at which it was written.
    assertThat(next()).isEqualTo(new Identities(0, 2, 0, 0));

    assertThat(runs.counts.count(RequestKind.MULTIPART_CREATE)).isEqualTo(1);
    assertThat(ids(to).subList(1, 3)).isEqualTo(ids(from).subList(1, 3));
    assertThat(runs.remembered())
        .extracting(mapping -> mapping.how())
        .containsExactly(How.COPIED, How.KEPT_ID, How.KEPT_ID);
  }

  @Test
  void oneThatWasBegunWithTheIdIsGoneOnWith() {
    runs.identitiesAreKept();
    aRunThatLeavesAnUploadOpen();

    assertThat(next()).isEqualTo(new Identities(2, 0, 0, 0));

    assertThat(runs.counts.count(RequestKind.MULTIPART_CREATE)).isZero();
    assertThat(runs.counts.count(RequestKind.MULTIPART_PART)).isEqualTo(2);
    assertThat(ids(to)).isEqualTo(ids(from));
    assertThat(runs.remembered()).allMatch(mapping -> mapping.how() == How.KEPT_ID);
  }

  @Test
  void oneThatWasBegunWithAnIdIsNotGoneOnWithWhenNoneMayBeSaidAnyMore() {
    runs.identitiesAreKept();
    aRunThatLeavesAnUploadOpen();
    runs.identitiesAreNotKept();

    assertThat(next()).isEqualTo(new Identities(0, 0, 0, 2));

    assertThat(runs.counts.count(RequestKind.MULTIPART_CREATE)).isEqualTo(1);
    assertThat(ids(to)).doesNotContain(LARGE);
    assertThat(runs.remembered())
        .extracting(mapping -> mapping.how())
        .containsExactly(How.KEPT_ID, How.COPIED, How.COPIED);
  }
}
