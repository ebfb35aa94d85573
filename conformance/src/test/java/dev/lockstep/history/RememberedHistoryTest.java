package dev.lockstep.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.job.SyncReport;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.ObjectVersion;
import org.junit.jupiter.api.Test;

/// What is remembered, walked beside both listings.
class RememberedHistoryTest {
  private final VersionedBucket from = new VersionedBucket("a", "src");
  private final VersionedBucket to = new VersionedBucket("b", "dst");
  private final HistoryRuns runs = new HistoryRuns(from, to);

  private static void removeAll(VersionedBucket bucket, String key) {
    for (ObjectVersion version : bucket.versions(key)) {
      bucket.store.deleteObject(new ObjectRef(bucket.bucket, ObjectKey.of(key), version.id()));
    }
  }

  /// By their contents nobody could tell how far the keys behind have come.
  @Test
  void keysThatAreGoneAtBothSidesHideNothingOfThoseBehindThem() {
    for (String key : new String[] {"a", "ab", "b", "c", "d"}) {
      from.put(key, "same");
      from.put(key, "other");
      from.put(key, "same");
    }
    assertThat(runs.sync().inSync()).isTrue();
    for (String key : new String[] {"a", "ab", "c"}) {
      removeAll(from, key);
      removeAll(to, key);
    }
    from.put("b", "last");
    from.put("d", "last");

    SyncReport report = runs.sync();

    assertThat(report.failures().first()).isEmpty();
    assertThat(report.inSync()).isTrue();
    assertThat(to.contents().get("b")).containsExactly("same", "other", "same", "last");
    assertThat(to.contents()).isEqualTo(from.contents());
  }
}
