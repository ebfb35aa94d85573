package dev.lockstep.drill;

import dev.lockstep.drill.Program.Ending;
import dev.lockstep.drill.Program.Side;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.sandbox.fault.FaultPlan;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A drill on two places: fill, break, kill, look, remove. One thread, but for [#stop].
public final class Drill {
  private static final int LONGEST_KEY = 1000;

  private final DrillSettings settings;
  private final Program program;
  private final BucketScope source;
  private final BucketScope destination;
  private final List<BucketScope> toClear;
  private final Path folder;
  private final Path state;
  private final Consumer<String> progress;
  private volatile boolean stopped;
  private volatile @Nullable KillTrials running;
  private List<String> largeKeys = List.of();
  private List<FaultRow> faults = List.of();
  private KillTally kills = KillTally.NONE;
  private int objects;
  private int trialObjects;
  private List<String> leftOut = List.of();

  /// @param source where the drill's objects are written, fenced in
  /// @param destination where they are to arrive, fenced in
  /// @param toClear the drill's prefixes, by stores that go on when it is told to stop
  /// @param folder for what the program says
  /// @param state the program's state folder
  /// @param progress hears what is tried
  public Drill(
      DrillSettings settings,
      Program program,
      BucketScope source,
      BucketScope destination,
      List<BucketScope> toClear,
      Path folder,
      Path state,
      Consumer<String> progress) {
    this.settings = settings;
    this.program = program;
    this.source = source;
    this.destination = destination;
    this.toClear = List.copyOf(toClear);
    this.folder = folder;
    this.state = state;
    this.progress = progress;
  }

  /// Ends it as soon as can be; what it wrote is removed still. Any thread.
  public void stop() {
    stopped = true;
    KillTrials now = running;
    if (now != null) {
      now.stop();
    }
  }

  /// Whether it was told to stop.
  public boolean stopped() {
    return stopped;
  }

  /// What stands under the drill's prefixes, for people; empty when it may begin.
  ///
  /// @throws StoreException when that can't be found out
  public List<String> inTheWay() {
    List<String> found = new ArrayList<>();
    for (BucketScope scope : toClear) {
      Witness witness = new Witness(scope);
      witness.list().keySet().stream()
          .findFirst()
          .ifPresent(key -> found.add(scope.toString() + ObjectKey.of(key)));
      witness.uploads(List.of()).keySet().stream()
          .findFirst()
          .ifPresent(upload -> found.add(scope + " (an upload: " + upload + ")"));
    }
    return found;
  }

  /// Does it all.
  public DrillReport run() {
    Broken broken = null;
    String failure = null;
    try {
      tryAll();
    } catch (Stopped e) {
      // told in the report
    } catch (BrokenException e) {
      // What ends because it is told to has not broken a promise.
      broken = stopped ? null : e.broken();
    } catch (StoreException e) {
      failure = stopped ? null : e.getMessage();
    } catch (UncheckedIOException e) {
      failure = e.getMessage();
    } catch (RuntimeException e) {
      // A mistake of ours, which must not leave anything behind either.
      clear();
      throw e;
    } finally {
      running = null;
    }
    boolean wasStopped = stopped;
    List<String> left = clear();
    return new DrillReport(
        objects, leftOut, faults, kills, trialObjects, broken, failure, wasStopped, left);
  }

  private List<String> clear() {
    List<String> left = new ArrayList<>();
    if (!settings.keep()) {
      progress.accept("removing what was written");
      for (BucketScope scope : toClear) {
        left.addAll(new Removal(scope).clear(largeKeys));
      }
    }
    return left;
  }

  /// Its own end, when it is told to stop.
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private void goOn() {
    if (stopped) {
      throw new Stopped();
    }
  }

  private void tryAll() {
    progress.accept("writing objects at the source");
    Witness atSource = new Witness(source);
    Witness atDestination = new Witness(destination);
    int longest = LONGEST_KEY - Math.max(source.prefix().length(), destination.prefix().length());
    DrillObjects written = DrillObjects.write(settings, atSource, atDestination, longest);
    objects = written.all().size();
    leftOut = written.leftOut();
    largeKeys = written.largeKeys();
    Oracle oracle = new Oracle(written, atSource, atDestination);
    FaultTrials faultTrials =
        new FaultTrials(
            program, oracle, settings, source.prefix(), destination.prefix(), progress, this::goOn);
    KillTrials killTrials =
        new KillTrials(program, oracle, settings, folder, state, progress, this::goOn);
    running = killTrials;
    try {
      faultTrials.run();
      killTrials.run();
      verify(oracle);
    } finally {
      faults = faultTrials.rows();
      kills = killTrials.tally();
    }
  }

  /// At the end both sides are compared by the program, and read by us.
  private void verify(Oracle oracle) {
    String trial = "the end of the drill";
    progress.accept("reading back everything");
    goOn();
    oracle.empty(new SplittableRandom(settings.seed()), false);
    mustSucceed(trial, program.sync(FaultPlan.none(), Side.SOURCE, List.of()));
    trialObjects = oracle.removeTrialObjects();
    oracle.mustHaveNothingElse(trial);
    mustSucceed(trial, program.compare());
    oracle.readAll(trial);
    oracle.mustHaveNoUploads(trial);
    Ending again = program.sync(FaultPlan.none(), Side.SOURCE, List.of());
    mustSucceed(trial, again);
    if (again.copied() > 0) {
      throw new BrokenException(
          Promise.NOTHING_TO_DO, trial, "", again.copied() + " objects were copied again");
    }
    goOn();
  }

  private void mustSucceed(String trial, Ending ending) {
    goOn();
    if (!ending.success()) {
      throw new BrokenException(Promise.HEALED, trial, "", ending.toString());
    }
  }
}
