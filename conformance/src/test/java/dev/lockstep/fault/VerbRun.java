package dev.lockstep.fault;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.copy.CopySettings;
import dev.lockstep.copy.Fidelity;
import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.RetryPolicy;
import dev.lockstep.history.WhichVersions;
import dev.lockstep.job.CompareJob;
import dev.lockstep.job.CompareReport;
import dev.lockstep.job.HistorySettings;
import dev.lockstep.job.HistorySyncJob;
import dev.lockstep.job.ObjectFailure;
import dev.lockstep.job.OnDivergence;
import dev.lockstep.job.RunFailure;
import dev.lockstep.job.SyncJob;
import dev.lockstep.job.SyncReport;
import dev.lockstep.job.SyncSettings;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.plan.DeleteFirewall.Refusal;
import dev.lockstep.plan.MaxDelete;
import dev.lockstep.selection.Selection;
import dev.lockstep.state.StatePlace;
import dev.lockstep.state.VersionMap;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.RequestCounts;
import dev.lockstep.testkit.InMemoryVersionMaps;
import java.time.InstantSource;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Runs a verb, and says how it ended: the only class of these tests that knows the jobs.
final class VerbRun {
  /// Pauses take no time; names of trial objects are chance.
  private static final RandomGenerator NO_PAUSES =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return ThreadLocalRandom.current().nextLong();
        }

        @Override
        public long nextLong(long bound) {
          return 0;
        }
      };

  private VerbRun() {}

  /// @param exitCode as the command line has it
  /// @param inStep whether the run says that both sides are the same, as far as it was asked to
  ///   make them so
  /// @param why codes, stable from run to run
  /// @param text everything that was told
  record Ending(int exitCode, boolean inStep, String why, String text) {
    @Override
    public String toString() {
      return exitCode == 0 ? "0" : exitCode + " " + why;
    }
  }

  /// @param maps what runs between the two have remembered
  static Ending of(
      Verb verb,
      BucketScope source,
      BucketScope destination,
      RequestCounts counts,
      InMemoryVersionMaps maps) {
    return switch (verb) {
      case COMPARE -> compare(source, destination, counts);
      case SYNC, SYNC_DELETE -> sync(source, destination, counts, verb.deletes());
      case SYNC_VERSIONS -> histories(source, destination, counts, maps);
    };
  }

  private static Ending compare(BucketScope source, BucketScope destination, RequestCounts counts) {
    CompareReport report =
        new CompareJob(
                source,
                destination,
                Selection.EVERYTHING,
                CompareBy.CONTENT,
                1,
                counts,
                new Progress(),
                _ -> {})
            .run();
    RunFailure failure = report.failure();
    int exit = failure == null ? report.identical() ? 0 : 1 : exitCode(failure);
    boolean right = Contents.DIFFERENCE.equals(report.result());
    String why = failure == null ? right ? "right" : "finds other differences" : failure.code();
    return new Ending(exit, report.identical(), why, report.toString());
  }

  private static Ending sync(
      BucketScope source, BucketScope destination, RequestCounts counts, boolean delete) {
    SyncReport report =
        new SyncJob(
                source,
                destination,
                settings(delete),
                RunNotes.none(),
                counts,
                new Progress(),
                _ -> {},
                InstantSource.system(),
                RetryPolicy.standard(NO_PAUSES))
            .run();
    return new Ending(exitCode(report), report.inSync(), why(report), report.toString());
  }

  private static SyncSettings settings(boolean delete) {
    return new SyncSettings(
        Selection.EVERYTHING,
        CompareBy.CONTENT,
        new CopySettings(Fidelity.STANDARD, null, null, 10_000),
        delete,
        new MaxDelete.Count(50),
        Long.MAX_VALUE,
        false,
        8,
        1);
  }

  private static Ending histories(
      BucketScope source, BucketScope destination, RequestCounts counts, InMemoryVersionMaps maps) {
    HistorySettings histories =
        new HistorySettings(WhichVersions.ALL, OnDivergence.REPORT, false, false, true, true);
    try (VersionMap map = maps.versionMap(place(source), place(destination))) {
      SyncReport report =
          new HistorySyncJob(
                  source,
                  destination,
                  settings(false),
                  histories,
                  map,
                  RunNotes.none(),
                  counts,
                  new Progress(),
                  _ -> {},
                  InstantSource.system(),
                  RetryPolicy.standard(NO_PAUSES),
                  (_, _) -> Capabilities.NONE)
              .run();
      return new Ending(exitCode(report), report.inSync(), why(report), report.toString());
    }
  }

  private static StatePlace place(BucketScope scope) {
    return new StatePlace(scope.store().endpoint(), scope.bucket(), scope.prefix());
  }

  private static String why(SyncReport report) {
    if (report.failure() != null) {
      return report.failure().code();
    }
    TreeSet<String> codes = new TreeSet<>();
    for (ObjectFailure failure : report.failures().first()) {
      codes.add(failure.code());
    }
    return codes.isEmpty() && report.deletions().refusal() != null
        ? Objects.requireNonNull(report.deletions().refusal()).reason()
        : String.join(", ", codes);
  }

  /// As the command line has it.
  private static int exitCode(SyncReport report) {
    RunFailure failure = report.failure();
    if (failure != null) {
      return exitCode(failure);
    }
    @Nullable Refusal refusal = report.deletions().refusal();
    if (refusal != null && refusal.forSafety()) {
      return 3;
    }
    return report.inSync() ? 0 : 1;
  }

  private static int exitCode(RunFailure failure) {
    return switch (failure.cause()) {
      case STORE -> 4;
      case SAFETY -> 3;
      case LOCAL_FILE -> 1;
      case STOPPED -> 130;
    };
  }
}
