package dev.lockstep.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.RequestedEvidence;
import dev.lockstep.conformance.LackingStore;
import dev.lockstep.copy.CopySettings;
import dev.lockstep.copy.Fidelity;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.job.SyncReport;
import dev.lockstep.job.SyncSettings;
import dev.lockstep.object.Attribute;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What each version says of its origin, on request.
class OriginMetadataTest {
  /// How long a note may be beside what is added: of 2,048 bytes, `x-amz-meta-` before each of four
  /// names takes 44, the names themselves 79, an id 32, a time 20 and an ETag 32.
  private static final int MOST = 2048 - 44 - 79 - 32 - 20 - 32;

  private final VersionedBucket from = new VersionedBucket("a", "src");
  private final VersionedBucket to = new VersionedBucket("b", "dst");
  private final HistoryRuns runs = new HistoryRuns(from, to);

  private SyncReport sync() {
    return sync(to.store, Fidelity.STANDARD);
  }

  private SyncReport sync(ObjectStore destination, Fidelity fidelity) {
    SyncSettings settings =
        new SyncSettings(
            Selection.EVERYTHING,
            CompareBy.CONTENT,
            CopySettings.STANDARD.with(fidelity).withOriginMetadata(),
            false,
            MaxDelete.STANDARD,
            Long.MAX_VALUE,
            false,
            4,
            2);
    return runs.sync(
        from.store, destination, HistoryRuns.PLAIN, settings, new UnluckyStore.Life(1 << 30));
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

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whereThereIsNoRoomTheObjectsOwnMetadataArrivesAloneAndThatIsTold(boolean fits) {
    from.put("a", "one", note("x".repeat(fits ? MOST : MOST + 1)));
    from.pass(1000);
    from.put("a", "two", note("mine"));

    SyncReport report = sync();

    assertThat(report.failures().first()).isEmpty();
    assertThat(report.inSync()).isTrue();
    Map<String, String> arrived =
        to.store
            .headObject(at(to, to.versions("a").getFirst()), ReadOptions.PLAIN)
            .attributes()
            .userMetadata();
    assertThat(arrived).hasSize(fits ? 4 : 1).containsKey("note");
    if (fits) {
      assertThat(report.copies().notes()).isEmpty();
    } else {
      assertThat(report.copies().notKept()).isEqualTo(1);
      assertThat(report.copies().notes())
          .containsExactly(
              "a: written without version id, time and ETag of its origin: with them its user metadata would be larger than 2 KB");
    }
  }

  @Test
  void aCopyThatSaysAlreadyWhereItCameFromSaysSoStill() {
    from.put(
        "a",
        "one",
        note("x")
            .withUserMetadata(
                Map.of("note", "x".repeat(1950), "lockstep-origin-version-id", "first")));

    SyncReport report = sync();

    assertThat(report.copies().notes()).isEmpty();
    assertThat(
            to.store
                .headObject(at(to, to.versions("a").getFirst()), ReadOptions.PLAIN)
                .attributes()
                .userMetadata())
        .hasSize(2)
        .containsEntry("lockstep-origin-version-id", "first");
  }

  @Test
  void whereNoUserMetadataIsTakenAndNoneNeedArriveTheCopyComesWithout() {
    from.put("a", "one", note("mine"));
    ObjectStore poor =
        new LackingStore(
            to.store, sent -> sent.withUserMetadata(Map.of()), LackingStore.Manner.REFUSES);

    SyncReport report =
        sync(poor, Fidelity.STANDARD.with(Attribute.USER_METADATA, Fidelity.Level.BEST_EFFORT));

    assertThat(report.failures().first()).isEmpty();
    assertThat(report.inSync()).isTrue();
    assertThat(report.copies().notes())
        .containsExactly("a: written without user metadata: NotImplemented");
  }
}
