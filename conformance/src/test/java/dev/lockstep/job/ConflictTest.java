package dev.lockstep.job;

import static dev.lockstep.conformance.TwoBuckets.DST;
import static dev.lockstep.conformance.TwoBuckets.SRC;
import static dev.lockstep.conformance.TwoBuckets.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.compare.Difference;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.copy.CopySettings;
import dev.lockstep.copy.OnConflict;
import dev.lockstep.copy.Overwriting;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.RetryingStore;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.RequestCounts;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole runs while somebody else writes at the destination.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ConflictTest {
  private final TwoBuckets stores = new TwoBuckets();
  private final RequestCounts counts = new RequestCounts();

  /// Somebody else writes each object that differs, once it was listed and before it is copied.
  private void interfere(Difference difference, byte[] content) {
    stores.destination.putObject(
        in(DST, difference.key().text()),
        ObjectAttributes.NONE,
        ObjectBody.of(content),
        WriteOptions.PLAIN);
  }

  private SyncReport sync(OnConflict onConflict, boolean conditions, byte[] others) {
    stores.put("new", new byte[] {1, 2, 3}, ObjectAttributes.NONE);
    stores.put("other", new byte[] {4, 5, 6}, ObjectAttributes.NONE);
    stores.destination.putObject(
        in(DST, "other"), ObjectAttributes.NONE, ObjectBody.of(new byte[1]), WriteOptions.PLAIN);
    Overwriting overwriting =
        new Overwriting(onConflict, conditions ? Overwriting.CONDITIONS : Set.of());
    return new SyncJob(
            new BucketScope(
                new RetryingStore(stores.source, TwoBuckets.atOnce(), counts),
                SRC,
                ObjectKey.EMPTY),
            new BucketScope(
                new RetryingStore(stores.destination, TwoBuckets.atOnce(), counts),
                DST,
                ObjectKey.EMPTY),
            SyncSettings.STANDARD.with(CopySettings.STANDARD.with(overwriting)),
            RunNotes.none(),
            counts,
            new Progress(),
            difference -> interfere(difference, others),
            InstantSource.system(),
            TwoBuckets.atOnce())
        .run();
  }

  private long size(String key) {
    return stores.destination.headObject(in(DST, key), ReadOptions.PLAIN).size();
  }

  @ParameterizedTest
  @CsvSource({"SKIP, true", "SKIP, false", "FAIL, true", "FAIL, false"})
  void leavesWhatCameMeanwhileAndSaysSo(OnConflict onConflict, boolean conditions) {
    SyncReport report = sync(onConflict, conditions, new byte[77]);

    assertThat(size("new")).isEqualTo(77);
    assertThat(size("other")).isEqualTo(77);
    assertThat(report.complete()).isTrue();
    assertThat(report.inSync()).isFalse();
    assertThat(report.copies().written().objects()).isZero();
    assertThat(report.failures().first())
        .hasSize(2)
        .allSatisfy(row -> {
          assertThat(row.code()).isEqualTo("DestinationChanged");
          assertThat(row.message()).contains("changed at the destination meanwhile");
        });
    assertThat(report.skipped()).isEqualTo(onConflict == OnConflict.SKIP ? 2 : 0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void overwritesWhereThatIsWanted(boolean conditions) {
    SyncReport report = sync(OnConflict.OVERWRITE, conditions, new byte[77]);

    assertThat(report.inSync()).isTrue();
    assertThat(size("new")).isEqualTo(3);
  }

  /// Two runs at once, or an application that writes to both sides.
  @ParameterizedTest
  @CsvSource({"SKIP, true", "SKIP, false"})
  void whatTurnsOutTheSameIsInStep(OnConflict onConflict, boolean conditions) {
    stores.put("same", new byte[] {9}, ObjectAttributes.NONE);

    SyncReport report = sync(onConflict, conditions, new byte[] {9});

    assertThat(report.failures().first())
        .extracting(row -> row.key().text())
        .containsExactlyInAnyOrder("new", "other");
  }
}
