package dev.lockstep.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.copy.CopySettings;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.VersionsPage;
import dev.lockstep.endpoint.VersionsRequest;
import dev.lockstep.job.RunFailure;
import dev.lockstep.job.SyncReport;
import dev.lockstep.job.SyncSettings;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.plan.MaxDelete;
import dev.lockstep.selection.Selection;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A store that hides a key just where a listing of versions is begun in the middle: each range by
/// itself looks in order.
class VersionSeamTest {
  private static final int KEYS = 2000;

  private final VersionedBucket from = new VersionedBucket("a", "src");
  private final VersionedBucket to = new VersionedBucket("b", "dst");
  private final HistoryRuns runs = new HistoryRuns(from, to);

  /// Leaves out the first key behind the one where it is told to begin. Its pages come slowly until
  /// it has been: nothing is cut where no walker waits for pages.
  private static final class Hiding extends RelayedStore {
    private static final long PATIENCE_MILLIS = 50;

    private final AtomicInteger hidden = new AtomicInteger();
    private final CountDownLatch begunInTheMiddle = new CountDownLatch(1);

    Hiding(ObjectStore store) {
      super(store);
    }

    @Override
    public VersionsPage listVersions(BucketName bucket, VersionsRequest request) {
      VersionsRequest small =
          new VersionsRequest(request.prefix(), request.after(), Math.min(20, request.maxKeys()));
      VersionsPage page = super.listVersions(bucket, small);
      VersionsRequest.Marker start = request.after();
      boolean begun = !start.key().isEmpty() && start.version() == null;
      if (!begun || page.entries().count() == 0) {
        comeSlowly();
        return page;
      }
      hidden.incrementAndGet();
      begunInTheMiddle.countDown();
      return new VersionsPage(withoutFirstKey(page.entries()), page.next());
    }

    private void comeSlowly() {
      try {
        boolean _ = begunInTheMiddle.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private static EntryPage withoutFirstKey(EntryPage page) {
      ObjectKey first = page.key(0);
      EntryPage.Builder rest = new EntryPage.Builder(page.count());
      for (int row = 0; row < page.count(); row++) {
        if (!page.key(row).equals(first)) {
          ObjectVersion version = ObjectVersion.of(page, row);
          rest.key(page.key(row))
              .size(version.size())
              .modifiedMillis(version.lastModified().toEpochMilli())
              .etag(Objects.requireNonNull(version.etag()))
              .version(version.id().value(), version.latest(), false)
              .endRow();
        }
      }
      return rest.build();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aKeyThatIsHiddenBehindACutIsFoundOut(boolean atSource) {
    for (int key = 0; key < KEYS; key++) {
      from.put("key-%04d".formatted(key), "content");
    }
    if (!atSource) {
      runs.sync();
    }
    Hiding hiding = new Hiding(atSource ? from.store : to.store);

    SyncReport report =
        runs.sync(
            atSource ? hiding : from.store,
            atSource ? to.store : hiding,
            HistoryRuns.PLAIN,
            settings(),
            new UnluckyStore.Life(1 << 30));

    assertThat(hiding.hidden.get()).as("a listing was begun in the middle").isPositive();
    RunFailure failure = Objects.requireNonNull(report.failure(), report.toString());
    assertThat(failure.message()).contains("is left out where versions of what is behind");
    assertThat(report.inSync()).isFalse();
  }

  private static SyncSettings settings() {
    return new SyncSettings(
        Selection.EVERYTHING,
        CompareBy.CONTENT,
        CopySettings.STANDARD,
        false,
        MaxDelete.STANDARD,
        Long.MAX_VALUE,
        false,
        4,
        8);
  }
}
