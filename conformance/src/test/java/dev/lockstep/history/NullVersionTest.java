package dev.lockstep.history;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.job.ObjectFailure;
import dev.lockstep.job.SyncReport;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.StorageClass;
import dev.lockstep.object.VersionId;
import dev.lockstep.state.VersionMapping;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The version `null`, which was there before its bucket kept versions.
class NullVersionTest {
  private final VersionedBucket from = new VersionedBucket("a", "src");
  private final VersionedBucket to = new VersionedBucket("b", "dst");
  private final HistoryRuns runs = new HistoryRuns(from, to);

  @BeforeEach
  void writeOne() {
    from.suspend();
    from.put("a", "first");
    from.resume();
  }

  /// As versitygw does.
  private static final class NotFoundAsNull extends RelayedStore {
    private final boolean atAll;

    /// @param atAll whether it is not found by its key either
    NotFoundAsNull(ObjectStore store, boolean atAll) {
      super(store);
      this.atAll = atAll;
    }

    @Override
    public boolean canCopyFrom(ObjectStore other) {
      return false;
    }

    private void find(ObjectRef object) {
      if (atAll || object.version() != null && object.version().isNull()) {
        throw TwoBuckets.failure(new StoreFailure.Missing(TwoBuckets.detail("NoSuchVersion")));
      }
    }

    @Override
    public ObjectHead headObject(ObjectRef object, ReadOptions options) {
      find(object);
      return super.headObject(object, options);
    }

    @Override
    public FetchedObject fetchObject(ObjectRef object, ReadOptions options) {
      find(object);
      return super.fetchObject(object, options);
    }
  }

  private SyncReport sync(boolean hiddenAtAll) {
    return runs.sync(
        new NotFoundAsNull(from.store, hiddenAtAll),
        to.store,
        HistoryRuns.PLAIN,
        HistoryRuns.settings(false),
        new UnluckyStore.Life(1 << 30));
  }

  @Test
  void isReadByItsKeyWhereItIsNotFoundByThatName() {
    assertThat(sync(false).inSync()).isTrue();
    assertThat(to.contents()).isEqualTo(from.contents());

    from.put("a", "second");
    assertThat(runs.sync().inSync()).isTrue();
    assertThat(to.contents().get("a")).containsExactly("first", "second");
  }

  /// As versitygw lists them: with the time at which it was replaced.
  @Test
  void isTheSameStillWhenItIsListedAnewAsItWasReplaced() {
    Instant made = Instant.parse("2026-11-28T10:34:31Z");
    Instant replaced = Instant.parse("2026-11-28T10:34:37.518Z");
    ETag etag = new ETag("8b04d5e3775d298e78455efc5ca404d5");
    ObjectVersion older = version("null", false, replaced.truncatedTo(SECONDS), etag);
    ObjectVersion newer =
        version("01M8GVH88EQSHKDS7FJYEKSKDW", true, replaced, new ETag("0".repeat(32)));
    ObjectVersion copy = version("copy", true, made.plusSeconds(1), etag);
    VersionMapping mapping =
        new VersionMapping(
            ObjectKey.of("a"),
            SourceIdentity.of(version("null", false, made, etag)),
            copy.id(),
            false,
            made,
            etag,
            null,
            5,
            VersionMapping.How.COPIED);

    Alignment found =
        HistoryAligner.align(
            new History(
                ObjectKey.of("a"),
                new ChronologicalOrder(false).of(List.of(newer, older)).oldestFirst(),
                ""),
            new History(ObjectKey.of("a"), List.of(copy), ""),
            List.of(mapping),
            _ -> true,
            new ListedContents());

    assertThat(found.matched()).isEqualTo(1);
    assertThat(found.missing()).extracting(ObjectVersion::id).containsExactly(newer.id());
    assertThat(found.purged()).isEmpty();
  }

  private static ObjectVersion version(String id, boolean latest, Instant at, ETag etag) {
    return new ObjectVersion(new VersionId(id), latest, false, 5, at, etag, StorageClass.STANDARD);
  }

  @Test
  void isARowWhereItIsListedAndNotFoundAtAll() {
    SyncReport report = sync(true);

    assertThat(report.inSync()).isFalse();
    assertThat(report.failures().first())
        .extracting(ObjectFailure::code)
        .containsExactly("NotInStep");
  }

  /// Within one tick of the store's clock: neither its id nor its time tells.
  @Test
  void isAnotherVersionWhenItWasReplacedAtTheSameTime() {
    from.put("a", "second");
    assertThat(runs.sync().inSync()).isTrue();
    from.suspend();
    from.put("b", "one");
    assertThat(runs.sync().inSync()).isTrue();
    from.put("b", "other");

    assertThat(runs.sync(HistoryRuns.PURGING).inSync()).isTrue();

    assertThat(to.contents()).isEqualTo(from.contents());
    assertThat(to.contents().get("b")).containsExactly("other");
  }
}
