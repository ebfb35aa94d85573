package dev.lockstep.job;

import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.compare.Difference;
import dev.lockstep.compare.Difference.Reason;
import dev.lockstep.compare.Difference.Side;
import dev.lockstep.compare.DifferenceListener;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.plan.Action;
import dev.lockstep.plan.SyncPlanner;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.Progress.Phase;
import dev.lockstep.verify.TrialNames;
import java.util.List;

/// The first part of a run: looks at both sides, and copies what differs while it goes on looking.
/// What is to be deleted is written down for later. One thread.
final class CopyPhase implements AutoCloseable {
  private final BucketScope source;
  private final BucketScope destination;
  private final SyncSettings settings;
  private final Comparisons comparisons;
  private final Preflight preflight;
  private final CheckedCopy copy;
  private final CopyTally tally;
  private final DoneSpans done;
  private final DifferenceListener rows;
  private final TrialNames names;
  private final Progress progress;
  private final ReportDraft draft;

  private Pass pass;
  private long admittedBefore;
  private boolean copiersWereFull;

  /// @param done hears which spans of keys are dealt with
  /// @param rows hears of each difference before anything is done about it
  /// @param names of trial objects, which are no differences
  CopyPhase(
      BucketScope source,
      BucketScope destination,
      SyncSettings settings,
      Comparisons comparisons,
      Preflight preflight,
      CheckedCopy copy,
      CopyTally tally,
      DoneSpans done,
      DifferenceListener rows,
      TrialNames names,
      Progress progress,
      ReportDraft draft) {
    this.source = source;
    this.destination = destination;
    this.settings = settings;
    this.comparisons = comparisons;
    this.preflight = preflight;
    this.copy = copy;
    this.tally = tally;
    this.done = done;
    this.rows = rows;
    this.names = names;
    this.progress = progress;
    this.draft = draft;
    this.pass = Pass.first(source, destination, settings);
  }

  /// @return what the two sides were like before
  ComparisonResult run(List<KeySpan> spans) {
    try {
      return copyNow(spans);
    } catch (Preflight.LossPossible e) {
      beginAnew();
      endIfMuchIsLost();
      return copyNow(spans);
    }
  }

  /// What must arrive and would not, as far as it is known, is counted before the first write.
  private void endIfMuchIsLost() {
    LossSurvey survey = new LossSurvey(source, destination, settings, preflight);
    try (survey) {
      draft.found(comparisons.look(settings.by(), survey::look));
    }
    survey.endIfFound();
    preflight.clear();
    take(pass.anew(survey.planned().ofTheSameObjects()));
  }

  private ComparisonResult copyNow(List<KeySpan> spans) {
    admittedBefore = pass.planned().admitted().objects();
    CopyStage stage =
        new CopyStage(
            source,
            destination,
            copy,
            settings.concurrency(),
            tally,
            pass.failures(),
            done,
            progress);
    ComparisonResult found;
    try (stage) {
      found = compare(spans, stage);
      draft.found(found);
      progress.enter(Phase.COPYING);
    } finally {
      copiersWereFull = stage.wasFull();
    }
    stage.endIfThereIsNoUse();
    comparisons.endIfStopped();
    return found;
  }

  private ComparisonResult compare(List<KeySpan> spans, CopyStage stage) {
    try {
      return comparisons.run(spans, settings.by(), new Planning(stage));
    } catch (RuntimeException | Error e) {
      stage.dropWaiting();
      throw e;
    }
  }

  /// What was seen is not so, or must not be done like that.
  void beginAnew() {
    take(pass.anew(tally.done()));
    rows.begunAnew();
  }

  /// Does with each difference what the plan says, while the comparison goes on.
  private final class Planning implements DifferenceListener {
    private final SyncPlanner planner = new SyncPlanner(settings.delete());
    private final Pass now = pass;
    private final CopyStage stage;

    Planning(CopyStage stage) {
      this.stage = stage;
    }

    @Override
    public void found(Difference difference) {
      if (difference.side() == Side.DESTINATION && names.isOurs(difference.key())) {
        return;
      }
      rows.found(difference);
      switch (planner.plan(difference)) {
        case Action.Copy copy -> copy(copy.difference());
        case Action.Delete delete -> now.deletes().add(delete.difference().key());
        case Action.Leave leave -> leave(leave.difference());
      }
    }

    /// That what stood at the source is not known is no reason to do anything about the key.
    private void leave(Difference difference) {
      if (difference.reason() == Reason.ORDER_UNKNOWN) {
        ObjectKey key = source.prefix().then(difference.key());
        now.failures()
            .leftAlone(
                difference.key(),
                new ObjectFailure(key, null, "OrderUnknown", key + ": " + difference.note()));
      }
    }

    private void copy(Difference difference) {
      ObjectEntry entry = difference.source();
      if (entry == null
          || now.failures().unwritten(difference.key()) != null
          || !now.planned().admit(difference, entry)) {
        return;
      }
      preflight.beforeACopy();
      if (settings.dryRun()) {
        now.forecast().copy(entry);
      } else {
        progress.planned(entry.size());
        stage.submit(difference);
      }
    }

    @Override
    public void compared(KeySpan span) {
      comparisons.endIfStopped();
      if (!now.planned().isLimited()) {
        done.compared(span);
      }
    }

    @Override
    public void goesOn() {
      comparisons.endIfStopped();
    }
  }

  private void take(Pass next) {
    pass.close();
    pass = next;
  }

  /// What it has come to; the one that counts is the last.
  Pass pass() {
    return pass;
  }

  /// Whether the last run of it has copied anything, or would have if it were no dry run.
  boolean copied() {
    return pass.planned().admitted().objects() > admittedBefore;
  }

  /// Whether most objects had to wait until others were copied.
  boolean copiersWereFull() {
    return copiersWereFull;
  }

  @Override
  public void close() {
    pass.close();
  }
}
