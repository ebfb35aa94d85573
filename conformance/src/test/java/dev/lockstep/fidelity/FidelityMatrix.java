package dev.lockstep.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.copy.CopySettings;
import dev.lockstep.copy.Fidelity;
import dev.lockstep.copy.Fidelity.Level;
import dev.lockstep.endpoint.BucketOptions;
import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.RetryPolicy;
import dev.lockstep.endpoint.RetryingStore;
import dev.lockstep.job.RunFailure;
import dev.lockstep.job.SyncJob;
import dev.lockstep.job.SyncReport;
import dev.lockstep.job.SyncSettings;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.Attribute;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.Encryption;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.plan.MaxDelete;
import dev.lockstep.sandbox.InMemoryObjectStore;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.selection.Selection;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.RequestCounts;
import dev.lockstep.verify.CapabilityProbe;
import dev.lockstep.verify.TrialNames;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Copies, for each thing that may be lost, an object that carries it to one store, at each level:
/// it arrives, or the run refuses it, or it is recorded. What was lost without a word fails the
/// test. Keeps the store's column in `docs/fidelity.md` ([FidelityPage]).
abstract class FidelityMatrix {
  private static final String KEY = "carrier";

  private final InMemoryObjectStore source =
      new InMemoryObjectStore("source", new SandboxStore(() -> Instant.EPOCH));

  /// The store's name in the docs.
  abstract String column();

  abstract ObjectStore destination();

  /// An empty bucket of it.
  abstract BucketName bucket();

  /// What came of one copy.
  private enum Outcome {
    KEPT("kept"),
    REFUSED_BEFOREHAND("refused before the first write"),
    ROW("a row: the object counts as failed"),
    NOTED("noted"),
    LEFT_BEHIND("left behind"),
    LOST_IN_SILENCE("lost in silence");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }
  }

  @Test
  @Timeout(300)
  void whatBelongsToAnObjectIsKeptOrRefusedOrRecorded() throws IOException {
    source.createBucket(TwoBuckets.SRC, BucketOptions.LOCKING);
    destination().createBucket(locking(), BucketOptions.LOCKING);
    Capabilities knownOfPlain = probed(bucket());
    Capabilities knownOfLocking = probed(locking());
    Map<String, String> cells = new LinkedHashMap<>();
    for (Carrier carrier : Carrier.all()) {
      Capabilities known = carrier.locking() ? knownOfLocking : knownOfPlain;
      Outcome must = copy(carrier, Level.MUST, known);
      Outcome best = copy(carrier, Level.BEST_EFFORT, known);
      assertThat(must).as(carrier.name()).isNotIn(Outcome.NOTED, Outcome.LEFT_BEHIND);
      // Nothing is known of a store that may not be probed: then looking afterwards must do.
      assertThat(copy(carrier, Level.MUST, Capabilities.NONE))
          .as(carrier.name() + " at a store of which nothing is known")
          .isEqualTo(must == Outcome.KEPT ? Outcome.KEPT : Outcome.ROW);
      if (carrier.attribute() != Attribute.ENCRYPTION) {
        Outcome ignored = copy(carrier, Level.IGNORE, known);
        // A store may make a checksum of its own.
        boolean its = carrier.attribute() == Attribute.CHECKSUM && ignored == Outcome.KEPT;
        assertThat(its ? Outcome.LEFT_BEHIND : ignored)
            .as(carrier.name() + ", ignored")
            .isEqualTo(Outcome.LEFT_BEHIND);
      }
      cells.put(
          carrier.name(),
          must == best ? must.words : "must: " + must.words + "; best effort: " + best.words);
    }
    FidelityPage.compare(column(), cells);
  }

  /// An empty bucket that was made for locks, where the store has such.
  private BucketName locking() {
    return new BucketName(bucket().value() + "-locking");
  }

  private BucketName target(Carrier carrier) {
    return carrier.locking() ? locking() : bucket();
  }

  private Capabilities probed(BucketName of) {
    return new CapabilityProbe(
            destination(),
            of,
            ObjectKey.EMPTY,
            Instant.EPOCH,
            TrialNames.unnoted(TwoBuckets.random(1)))
        .run();
  }

  private Outcome copy(Carrier carrier, Level level, Capabilities known) {
    String folder = carrier.name() + "/" + level + "/" + known.findings().size() + "/";
    ObjectRef object = TwoBuckets.in(TwoBuckets.SRC, folder + KEY);
    carrier.writer().write(source, object);

    SyncReport report = sync(carrier, level, known, ObjectKey.of(folder));

    ObjectRef copy = ObjectRef.current(target(carrier), ObjectKey.of(folder + KEY));
    boolean lost = carrier.isLost(source, folder + KEY, destination(), copy);
    Outcome outcome = outcome(report, lost, level);
    assertThat(outcome)
        .as(carrier.name() + ", " + level + ": " + report)
        .isNotEqualTo(Outcome.LOST_IN_SILENCE);
    assertThat(report.inSync())
        .as("in step is said of what has arrived: " + carrier.name() + " " + report)
        .isEqualTo(outcome != Outcome.REFUSED_BEFOREHAND && report.failures().count() == 0);
    return outcome;
  }

  private static Outcome outcome(SyncReport report, boolean lost, Level level) {
    RunFailure failure = report.failure();
    if (failure != null) {
      assertThat(failure.cause()).as(failure.toString()).isEqualTo(RunFailure.Cause.SAFETY);
      assertThat(report.copies().written().objects()).isZero();
      return Outcome.REFUSED_BEFOREHAND;
    }
    if (report.failures().count() > 0) {
      return Outcome.ROW;
    }
    if (level == Level.IGNORE) {
      return lost ? Outcome.LEFT_BEHIND : Outcome.KEPT;
    }
    if (!lost) {
      return Outcome.KEPT;
    }
    return report.copies().notKept() > 0 ? Outcome.NOTED : Outcome.LOST_IN_SILENCE;
  }

  private SyncReport sync(Carrier carrier, Level level, Capabilities known, ObjectKey folder) {
    Fidelity fidelity = Fidelity.STANDARD.with(carrier.attribute(), level);
    Encryption encryption = carrier.attribute() == Attribute.ENCRYPTION ? Encryption.SSE_S3 : null;
    RequestCounts counts = new RequestCounts();
    SyncSettings settings =
        new SyncSettings(
            Selection.EVERYTHING,
            CompareBy.CONTENT,
            new CopySettings(fidelity, null, encryption, 16 << 20),
            false,
            MaxDelete.STANDARD,
            Long.MAX_VALUE,
            false,
            4,
            1);
    return new SyncJob(
            scope(source, TwoBuckets.SRC, folder, counts),
            scope(destination(), target(carrier), folder, counts),
            settings,
            RunNotes.none(),
            counts,
            new Progress(),
            _ -> {},
            InstantSource.system(),
            RetryPolicy.standard(RandomGeneratorFactory.of("SecureRandom").create()),
            (_, _) -> known)
        .run();
  }

  private static BucketScope scope(
      ObjectStore store, BucketName bucket, ObjectKey prefix, RequestCounts counts) {
    return new BucketScope(new RetryingStore(store, TwoBuckets.atOnce(), counts), bucket, prefix);
  }
}
