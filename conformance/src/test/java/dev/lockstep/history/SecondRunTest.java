package dev.lockstep.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.copy.CopySettings;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.VersionsPage;
import dev.lockstep.endpoint.VersionsRequest;
import dev.lockstep.job.SyncReport;
import dev.lockstep.job.SyncSettings;
import dev.lockstep.object.BucketName;
import dev.lockstep.plan.MaxDelete;
import dev.lockstep.selection.Selection;
import dev.lockstep.telemetry.RequestKind;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What it costs to find out that nothing is to be done.
class SecondRunTest {
  private static final int KEYS = 600;
  private static final int VERSIONS = 5;

  /// Two sides, a page for each thousand versions, and one more behind the end.
  private static final int PAGES = 2 * (KEYS * VERSIONS / 1000 + 1);

  /// What looking for places to cut at may take, for listings that are so short.
  private static final int LOOKS = 64;

  private final VersionedBucket from = new VersionedBucket("a", "src");
  private final VersionedBucket to = new VersionedBucket("b", "dst");
  private final HistoryRuns runs = new HistoryRuns(from, to);

  /// Far away: walkers wait for pages, and so listings are cut.
  private static final class Far extends RelayedStore {
    private static final long MILLIS = 20;

    private final CountDownLatch never = new CountDownLatch(1);

    Far(ObjectStore store) {
      super(store);
    }

    @Override
    public VersionsPage listVersions(BucketName bucket, VersionsRequest request) {
      try {
        boolean _ = never.await(MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return super.listVersions(bucket, request);
    }
  }

  private void fill() {
    for (int version = 0; version < VERSIONS; version++) {
      for (int key = 0; key < KEYS; key++) {
        if (version == 3) {
          from.delete("dir/%03d".formatted(key));
        } else {
          from.put("dir/%03d".formatted(key), "content " + version);
        }
      }
      from.pass(1000);
    }
  }

  @Test
  void nothingToDoCostsVersionListingsAlone() {
    fill();
    assertThat(runs.sync().inSync()).isTrue();

    SyncReport report =
        runs.sync(
            new Far(from.store),
            new Far(to.store),
            HistoryRuns.PLAIN,
            new SyncSettings(
                Selection.EVERYTHING,
                CompareBy.CONTENT,
                CopySettings.STANDARD,
                false,
                MaxDelete.parse("100%"),
                Long.MAX_VALUE,
                false,
                16,
                16),
            new UnluckyStore.Life(1 << 30));

    assertThat(report.inSync()).isTrue();
    assertThat(runs.counts.snapshot().keySet())
        .isSubsetOf(RequestKind.LIST_VERSIONS, RequestKind.BUCKET);
    assertThat(runs.counts.count(RequestKind.BUCKET)).isEqualTo(1);
    assertThat(runs.counts.count(RequestKind.LIST_VERSIONS))
        .isBetween((long) PAGES, PAGES + (long) LOOKS);
  }

  /// Whoever is near has a page at hand before it is asked for: nothing is cut.
  @Test
  void aListingOfOnePageASideCostsFourRequests() {
    from.put("a", "one");
    from.pass(1000);
    from.delete("a");
    assertThat(runs.sync().inSync()).isTrue();

    assertThat(runs.sync().inSync()).isTrue();

    assertThat(runs.counts.count(RequestKind.LIST_VERSIONS)).isEqualTo(4);
    assertThat(runs.counts.count(RequestKind.BUCKET)).isEqualTo(1);
    assertThat(runs.counts.snapshot().keySet())
        .isSubsetOf(RequestKind.LIST_VERSIONS, RequestKind.BUCKET);
  }
}
