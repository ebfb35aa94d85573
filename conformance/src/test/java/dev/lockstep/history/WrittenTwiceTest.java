package dev.lockstep.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.job.SyncReport;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.StorageClass;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A run that ended when the store had carried out a write twice, as the answer to the first was
/// lost.
class WrittenTwiceTest {
  private final VersionedBucket from = new VersionedBucket("a", "src");
  private final VersionedBucket to = new VersionedBucket("b", "dst");
  private final HistoryRuns runs = new HistoryRuns(from, to);

  private void put(String content, String author) {
    ObjectAttributes attributes =
        new ObjectAttributes(
            Map.of(), Map.of("author", author), Map.of(), StorageClass.STANDARD, null);
    from.put("a", content, attributes);
    from.pass(1000);
  }

  private ObjectStore writingTwice() {
    return new RelayedStore(to.store) {
      @Override
      public boolean canCopyFrom(ObjectStore other) {
        return false;
      }

      @Override
      public WriteReceipt putObject(
          ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
        super.putObject(target, attributes, body, options);
        super.putObject(target, attributes, body, options);
        throw TwoBuckets.failure(
            new StoreFailure.Unreachable(TwoBuckets.detail("ConnectException"), true));
      }
    };
  }

  private void aRunThatEnds() {
    SyncReport report =
        runs.sync(
            from.store,
            writingTwice(),
            HistoryRuns.PLAIN,
            HistoryRuns.settings(false),
            new UnluckyStore.Life(1 << 30));
    assertThat(report.inSync()).isFalse();
    assertThat(to.contents().get("a")).hasSize(2);
  }

  private List<String> authors() {
    return to.versions("a").stream()
        .map(version ->
            to.store
                .headObject(
                    new ObjectRef(to.bucket, ObjectKey.of("a"), version.id()), ReadOptions.PLAIN)
                .attributes()
                .userMetadata()
                .get("author"))
        .toList();
  }

  @Test
  void leavesOneOfEach() {
    put("one", "me");
    put("two", "you");
    aRunThatEnds();

    assertThat(runs.sync().inSync()).isTrue();

    assertThat(to.contents()).isEqualTo(from.contents());
    assertThat(authors()).containsExactly("me", "you");
  }

  @Test
  void isNotMistakenForTheNextVersionOfTheSameContentAndOtherMetadata() {
    put("same", "me");
    put("same", "you");
    aRunThatEnds();

    assertThat(runs.sync().inSync()).isTrue();

    assertThat(to.contents()).isEqualTo(from.contents());
    assertThat(authors()).containsExactly("me", "you");
  }
}
