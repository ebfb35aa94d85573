package dev.lockstep.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.job.ObjectFailure;
import dev.lockstep.job.SyncReport;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectRef;
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

  @Test
  void isARowWhereItIsListedAndNotFoundAtAll() {
    SyncReport report = sync(true);

    assertThat(report.inSync()).isFalse();
    assertThat(report.failures().first())
        .extracting(ObjectFailure::code)
        .containsExactly("NotInStep");
  }
}
