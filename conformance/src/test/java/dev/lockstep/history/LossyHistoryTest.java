package dev.lockstep.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.Capability;
import dev.lockstep.job.RunFailure;
import dev.lockstep.job.SyncReport;
import dev.lockstep.object.ObjectAttributes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Histories of which a destination would not keep all that must arrive.
class LossyHistoryTest {
  private final VersionedBucket from = new VersionedBucket("a", "src");
  private final VersionedBucket to = new VersionedBucket("b", "dst");
  private final HistoryRuns runs = new HistoryRuns(from, to);

  @Test
  void aPlanThatIsRefusedWritesNoDeleteMarkerEither() {
    from.put("a", "one");
    runs.sync();
    from.delete("a");
    from.put("b", "two", ObjectAttributes.NONE.withTags(Map.of("t", "1")));
    runs.lacks(Capability.TAGS);

    SyncReport report = runs.sync();

    RunFailure failure = Objects.requireNonNull(report.failure(), report.toString());
    assertThat(failure.cause()).isEqualTo(RunFailure.Cause.SAFETY);
    assertThat(to.contents()).isEqualTo(Map.of("a", List.of("one")));
  }

  @Test
  void aPlanThatLosesNothingIsDoneAndCountedWhole() {
    from.put("a", "one");
    from.put("known", "already");
    to.put("known", "already");
    runs.sync();
    runs.forget();
    from.delete("a");
    from.put("b", "two");
    runs.lacks(Capability.TAGS);

    SyncReport report = runs.sync();

    assertThat(report.inSync()).isTrue();
    SyncReport.Histories histories = Objects.requireNonNull(report.histories());
    assertThat(histories.versions()).isEqualTo(1);
    assertThat(histories.deleteMarkers()).isEqualTo(1);
    assertThat(histories.recognised()).isEqualTo(2);
    assertThat(to.contents()).isEqualTo(from.contents());
  }
}
