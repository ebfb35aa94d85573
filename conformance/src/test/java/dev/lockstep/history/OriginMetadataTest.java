package dev.lockstep.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.RequestedEvidence;
import dev.lockstep.copy.CopySettings;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.job.SyncReport;
import dev.lockstep.job.SyncSettings;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.StorageClass;
import dev.lockstep.plan.MaxDelete;
import dev.lockstep.selection.Selection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What each version says of its origin, on request.
class OriginMetadataTest {
  private final VersionedBucket from = new VersionedBucket("a", "src");
  private final VersionedBucket to = new VersionedBucket("b", "dst");
  private final HistoryRuns runs = new HistoryRuns(from, to);

  private SyncReport sync() {
    SyncSettings settings =
        new SyncSettings(
            Selection.EVERYTHING,
            CompareBy.CONTENT,
            CopySettings.STANDARD.withOriginMetadata(),
            false,
            MaxDelete.STANDARD,
            Long.MAX_VALUE,
            false,
            4,
            2);
    return runs.sync(
        from.store, to.store, HistoryRuns.PLAIN, settings, new UnluckyStore.Life(1 << 30));
  }

  private static ObjectAttributes note(String value) {
    return new ObjectAttributes(
        Map.of(), Map.of("note", value), Map.of(), StorageClass.STANDARD, null);
  }

  private static ObjectRef at(VersionedBucket bucket, ObjectVersion version) {
    return new ObjectRef(bucket.bucket, ObjectKey.of("a"), version.id());
  }

  @Test
  void eachVersionSaysWhatItIsACopyOfAndThatIsNoDifference() {
    from.put("a", "one", note("mine"));
    from.pass(5000);
    from.put("a", "two", note("mine"));

    assertThat(sync().inSync()).isTrue();

    List<ObjectVersion> here = from.versions("a");
    List<ObjectVersion> there = to.versions("a");
    RequestedEvidence evidence = new RequestedEvidence(from.scope(from.store), to.scope(to.store));
    for (int i = 0; i < here.size(); i++) {
      ObjectHead head = to.store.headObject(at(to, there.get(i)), ReadOptions.PLAIN);
      assertThat(head.attributes().userMetadata())
          .containsEntry("note", "mine")
          .containsEntry("lockstep-origin-version-id", here.get(i).id().value())
          .containsEntry("lockstep-origin-last-modified", "" + here.get(i).lastModified())
          .containsEntry("lockstep-origin-etag", "" + here.get(i).etag());
      assertThat(evidence.decide(at(from, here.get(i)), at(to, there.get(i)), CompareBy.METADATA))
          .isEmpty();
    }
    assertThat(sync().histories()).matches(told -> told != null && told.versions() == 0);
  }

  @Test
  void whereThereIsNoRoomTheObjectsOwnMetadataArrivesAlone() {
    from.put("a", "one", note("x".repeat(1950)));

    SyncReport report = sync();

    assertThat(report.failures().first()).isEmpty();
    assertThat(
            to.store
                .headObject(at(to, to.versions("a").getFirst()), ReadOptions.PLAIN)
                .attributes()
                .userMetadata())
        .containsOnlyKeys("note");
  }
}
