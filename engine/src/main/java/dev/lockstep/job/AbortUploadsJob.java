package dev.lockstep.job;

import dev.lockstep.copy.LostUploads;
import dev.lockstep.copy.UnfinishedUpload;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.journal.JournalRecord;
import dev.lockstep.journal.LeftUpload;
import dev.lockstep.journal.RunFolder;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.journal.Unfinished;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Aborts the uploads that runs between two places have left open, those alone that the journal
/// names, and notes each in it. What can't be aborted stays there. Run once.
public final class AbortUploadsJob {
  /// What became of one upload.
  ///
  /// @param failure null when it is gone
  public record Outcome(LeftUpload upload, @Nullable StoreException failure) {}

  private final ObjectStore destination;
  private final RunFolder folder;
  private final List<Outcome> outcomes = new ArrayList<>();
  private @Nullable StoreException unreachable;

  public AbortUploadsJob(ObjectStore destination, RunFolder folder) {
    this.destination = destination;
    this.folder = folder;
  }

  public List<Outcome> run() {
    Unfinished before = folder.unfinished();
    JournalRecord.RunBegan last = before.run();
    if (last == null) {
      return List.of();
    }
    try (RunNotes notes = folder.begin(last)) {
      for (UnfinishedUpload open : before.uploads()) {
        one(
            LeftUpload.of(open),
            () -> {
              destination.abortUpload(open.upload());
              notes.ended(open.upload());
            });
      }
      LostUploads lost = new LostUploads(destination);
      for (JournalRecord.UploadIntended intended : before.intended()) {
        one(
            LeftUpload.of(intended),
            () -> {
              lost.abort(intended.target(), intended.at(), before.uploads());
              notes.neverBegan(intended.target());
            });
      }
      boolean all = outcomes.stream().allMatch(outcome -> outcome.failure() == null);
      if (all && before.done().isEmpty() && before.trials().isEmpty()) {
        notes.nothingLeft();
      }
    }
    return List.copyOf(outcomes);
  }

  /// A store that can't be reached is not asked again for each.
  private void one(LeftUpload upload, Runnable abort) {
    StoreException failed = unreachable;
    if (failed == null) {
      try {
        abort.run();
      } catch (StoreException e) {
        failed = e;
        unreachable = e.failure() instanceof StoreFailure.Unreachable ? e : null;
      }
    }
    outcomes.add(new Outcome(upload, failed));
  }
}
