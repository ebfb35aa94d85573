package dev.lockstep.drill;

import dev.lockstep.drill.Program.Ending;
import dev.lockstep.drill.Program.Side;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.sandbox.fault.FaultPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Runs a sync under one fault after the other, each on a destination that was spoilt, and holds
/// each to ending right or saying that it did not, and the next run to healing it. One thread.
final class FaultTrials {
  private static final String NOTHING = "nothing goes wrong";

  private final Program program;
  private final Oracle oracle;
  private final DrillSettings settings;
  private final ObjectKey sourcePrefix;
  private final ObjectKey destinationPrefix;
  private final Consumer<String> progress;
  private final Runnable goesOn;
  private final List<FaultRow> rows = new ArrayList<>();

  /// @param goesOn called between the steps; throws when the drill is told to stop
  FaultTrials(
      Program program,
      Oracle oracle,
      DrillSettings settings,
      ObjectKey sourcePrefix,
      ObjectKey destinationPrefix,
      Consumer<String> progress,
      Runnable goesOn) {
    this.program = program;
    this.oracle = oracle;
    this.settings = settings;
    this.sourcePrefix = sourcePrefix;
    this.destinationPrefix = destinationPrefix;
    this.progress = progress;
    this.goesOn = goesOn;
  }

  /// What came of each, so far.
  List<FaultRow> rows() {
    return List.copyOf(rows);
  }

  void run() {
    heal(NOTHING);
    oracle.readAll(NOTHING);
    SplittableRandom random = new SplittableRandom(settings.seed() ^ 0x5DEECE66DL);
    List<Trial> trials = Trial.all(oracle.objects(), random);
    for (Trial trial : trials) {
      goesOn.run();
      progress.accept("fault " + (rows.size() + 1) + " of " + trials.size() + ": " + trial);
      rows.add(run(trial, random.split()));
    }
  }

  private FaultRow run(Trial trial, SplittableRandom random) {
    List<String> spoilt = oracle.spoil(random, List.of(trial.struck()));
    if (trial.delete()) {
      oracle.addExtras();
    }
    FaultPlan plan =
        trial.plan((trial.side() == Side.SOURCE ? sourcePrefix : destinationPrefix).text());
    Ending ending = program.sync(plan, trial.side(), options(trial));
    goesOn.run();
    String name = trial.toString();
    Map<String, String> wrong = new TreeMap<>(oracle.wrong());
    if (ending.success()) {
      wrong.forEach((key, what) -> {
        throw new BrokenException(Promise.NO_FALSE_SUCCESS, name, key, what + "; " + ending);
      });
      if (trial.delete() && oracle.hasExtras()) {
        throw new BrokenException(
            Promise.NO_FALSE_SUCCESS, name, "", "what was to be deleted is there; " + ending);
      }
    } else if (!ending.honestFailure()) {
      throw new BrokenException(Promise.HONEST_END, name, "", ending.toString());
    }
    wrong.keySet().removeAll(spoilt);
    wrong.forEach((key, what) -> {
      throw new BrokenException(Promise.NOTHING_LOST, name, key, what + "; " + ending);
    });
    if (!ending.success() || oracle.hasUploads()) {
      heal(name);
    }
    oracle.mustHaveNoUploads(name);
    oracle.removeExtras();
    return new FaultRow(
        trial.fault().name(),
        trial.fault().words(),
        trial.course().words(),
        trial.side(),
        plan.injected().size(),
        ending.exitCode());
  }

  /// What lasts at one object is not waited for as long as a user would.
  private static List<String> options(Trial trial) {
    List<String> options = new ArrayList<>();
    if (trial.delete()) {
      options.addAll(List.of("--delete", "--max-delete", "90%"));
    }
    if (trial.course() == Trial.Course.LASTING || trial.course() == Trial.Course.LISTINGS) {
      options.addAll(List.of("--retries", "2", "--give-up-after", "5s"));
    }
    return options;
  }

  /// A run without a fault.
  private void heal(String trial) {
    Ending ending = program.sync(FaultPlan.none(), Side.SOURCE, List.of());
    goesOn.run();
    if (!ending.success()) {
      throw new BrokenException(Promise.HEALED, trial, "", ending.toString());
    }
    oracle.mustBeRight(Promise.NO_FALSE_SUCCESS, trial);
  }
}
