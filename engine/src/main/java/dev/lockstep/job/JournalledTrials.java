package dev.lockstep.job;

import dev.lockstep.journal.RunNotes;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.verify.TrialNotes;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/// Writes down what trials may leave behind, so that the next run, or `lockstep uploads`, finds it.
/// Any thread may call.
final class JournalledTrials implements TrialNotes {
  private final RunNotes notes;
  private final InstantSource clock;
  private final Set<ObjectRef> uploads = new HashSet<>();

  JournalledTrials(RunNotes notes, InstantSource clock) {
    this.notes = notes;
    this.clock = clock;
  }

  @Override
  public void named(String beginning) {
    notes.trialsNamed(beginning);
  }

  @Override
  public synchronized void uploadIntended(ObjectRef target) {
    notes.intended(target, clock.instant());
    uploads.add(target);
  }

  @Override
  public synchronized void uploadGone(ObjectRef target) {
    notes.neverBegan(target);
    uploads.remove(target);
  }

  /// Whether no upload of this run is known to be open, or may be.
  synchronized boolean leftNoUpload() {
    return uploads.isEmpty();
  }
}
