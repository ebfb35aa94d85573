package dev.lockstep.job;

import dev.lockstep.copy.LostUploads;
import dev.lockstep.copy.OpenUploads;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.journal.JournalRecord;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.verify.LostTrials;
import java.util.List;

/// What runs leave at the destination that nobody wants there: uploads that were never completed,
/// trial objects. One thread.
final class Leftovers {
  private final BucketScope destination;
  private final RunNotes notes;
  private final OpenUploads uploads;
  private final JournalledTrials trials;
  private final CopyTally tally;
  private boolean isAllRemoved = true;

  Leftovers(
      BucketScope destination,
      RunNotes notes,
      OpenUploads uploads,
      JournalledTrials trials,
      CopyTally tally) {
    this.destination = destination;
    this.notes = notes;
    this.uploads = uploads;
    this.trials = trials;
    this.tally = tally;
  }

  /// Removes what a run that was killed has left, but for the uploads with which this one goes on.
  ///
  /// @throws StoreException when the destination can't be asked
  void removeThoseOfBefore() {
    // It may have created uploads of which it never heard.
    LostUploads lost = new LostUploads(destination.store());
    for (JournalRecord.UploadIntended intended : notes.before().intended()) {
      abort(lost, intended);
    }
    LostTrials lostTrials =
        new LostTrials(destination.store(), destination.bucket(), destination.prefix());
    for (String beginning : notes.before().trials()) {
      List<String> left = lostTrials.remove(beginning);
      left.forEach(tally::first);
      if (left.isEmpty()) {
        notes.trialsRemoved(beginning);
      } else {
        isAllRemoved = false;
      }
    }
  }

  /// A store that tells nobody its uploads, or not us, must not keep every later run from going on.
  private void abort(LostUploads lost, JournalRecord.UploadIntended intended) {
    try {
      lost.abort(intended.target(), intended.at(), notes.before().uploads());
      notes.neverBegan(intended.target());
    } catch (StoreException e) {
      if (!e.failure().refusal() && !(e.failure() instanceof StoreFailure.Denied)) {
        throw e;
      }
      isAllRemoved = false;
      tally.first(
          destination.store().name()
              + ":"
              + intended.target()
              + ": an upload may have been left open, and can't be looked for: "
              + e.getMessage());
    }
  }

  /// Nobody will go on with the uploads that are open now. If they can't be taken away, the next
  /// run may.
  void abortUploads() {
    try {
      uploads.abortAll();
    } catch (StoreException e) {
      int left = uploads.all().size();
      tally.first(
          left
              + (left == 1 ? " unfinished upload" : " unfinished uploads")
              + " could not be removed; 'lockstep uploads abort' tries again: "
              + e.getMessage());
    }
  }

  /// All that was begun is done, so the next run needs to know nothing.
  void forgetIfNone() {
    if (uploads.areNone() && trials.leftNoUpload() && isAllRemoved) {
      notes.nothingLeft();
    }
  }
}
