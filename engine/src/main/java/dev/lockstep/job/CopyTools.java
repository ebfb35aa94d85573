package dev.lockstep.job;

import dev.lockstep.copy.ObjectCopier;
import dev.lockstep.copy.OpenUploads;
import dev.lockstep.copy.SourceLocks;
import dev.lockstep.endpoint.RetryPolicy;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.plan.Demands;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.verify.KeyAudit;
import dev.lockstep.verify.TrialNames;
import java.time.InstantSource;

/// What a run that copies has in hand, whatever it copies: one of each, wired once. Any thread may
/// use them.
final class CopyTools {
  private final CopyTally tally = new CopyTally();
  private final TrialNames names;
  private final Preflight preflight;
  private final CheckedCopy copy;
  private final Leftovers leftovers;
  private final SourceLocks locks;

  /// @param notes what a run before has left, and where this one writes down what it does
  /// @param clock for telling uploads of ours from others', and retentions that have passed
  /// @param retries its chance names trial objects too
  /// @param known of the destination; asked when the first object is to be copied
  CopyTools(
      BucketScope source,
      BucketScope destination,
      SyncSettings settings,
      RunNotes notes,
      Progress progress,
      InstantSource clock,
      RetryPolicy retries,
      KnownDestination known) {
    OpenUploads uploads =
        new OpenUploads(destination.store(), notes, clock, notes.before().uploads());
    JournalledTrials trials = new JournalledTrials(notes, clock);
    leftovers = new Leftovers(destination, notes, uploads, trials, tally);
    names = new TrialNames(retries.random(), trials);
    boolean withinStore = destination.store().canCopyFrom(source.store());
    locks = new SourceLocks(source.store());
    preflight =
        new Preflight(
            Demands.of(settings.copy(), withinStore),
            locks,
            source.bucket(),
            useful -> known.knowing(useful, names),
            clock);
    ObjectCopier copier =
        new ObjectCopier(
            source.store(),
            destination.store(),
            settings.copy(),
            retries,
            settings.concurrency(),
            Math.max(4, settings.concurrency() / 4),
            uploads,
            progress,
            locks,
            clock,
            preflight::destinationSumsWholes);
    KeyAudit keys =
        new KeyAudit(
            destination.store(),
            destination.bucket(),
            destination.prefix(),
            preflight::destinationCan,
            names);
    copy = new CheckedCopy(destination.store(), copier, settings.copy(), keys);
  }

  CopyTally tally() {
    return tally;
  }

  /// The names of trial objects.
  TrialNames names() {
    return names;
  }

  Preflight preflight() {
    return preflight;
  }

  CheckedCopy copy() {
    return copy;
  }

  Leftovers leftovers() {
    return leftovers;
  }

  /// Notes the trial objects that could not be removed, and what the source was not to be asked.
  void tellAtTheEnd() {
    locks.unanswered().ifPresent(tally::first);
    copy.leftBehind().forEach(tally::first);
  }
}
