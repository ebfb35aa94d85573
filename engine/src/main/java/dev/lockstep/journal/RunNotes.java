package dev.lockstep.journal;

import dev.lockstep.copy.UploadLog;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.object.ObjectRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a run writes down for the next one, and what the one before has left it. Any thread may
/// write.
public final class RunNotes implements UploadLog, AutoCloseable {
  private final @Nullable RunFolder folder;
  private final @Nullable Journal journal;
  private final Unfinished before;

  private RunNotes(@Nullable RunFolder folder, @Nullable Journal journal, Unfinished before) {
    this.folder = folder;
    this.journal = journal;
    this.before = before;
  }

  /// Of a run that leaves nothing behind, or nothing that matters.
  public static RunNotes none() {
    return new RunNotes(null, null, Unfinished.NOTHING);
  }

  static RunNotes in(RunFolder folder, JournalRecord.RunBegan run) {
    Unfinished before = folder.unfinished().with(run);
    return new RunNotes(folder, folder.begin(before), before);
  }

  /// What earlier runs left undone, as far as it concerns this one.
  public Unfinished before() {
    return before;
  }

  @Override
  public void intended(ObjectRef target, Instant at) {
    note(new JournalRecord.UploadIntended(target, at));
  }

  /// What is not remembered here would be paid for until somebody finds it, so it must survive even
  /// a loss of power.
  @Override
  public void began(MultipartUpload upload, String recipe) {
    if (journal != null) {
      journal.addSurely(new JournalRecord.UploadBegan(upload, recipe));
    }
  }

  @Override
  public void stored(MultipartUpload upload, UploadedPart part) {
    note(new JournalRecord.PartStored(upload.uploadId(), part));
  }

  @Override
  public void ended(MultipartUpload upload) {
    note(new JournalRecord.UploadEnded(upload.uploadId()));
  }

  @Override
  public void neverBegan(ObjectRef target) {
    note(new JournalRecord.UploadDropped(target));
  }

  /// Trial objects may be written at the destination, whose names all begin like this.
  public void trialsNamed(String beginning) {
    note(new JournalRecord.TrialsNamed(beginning));
  }

  /// None of them is there any more.
  public void trialsRemoved(String beginning) {
    note(new JournalRecord.TrialsRemoved(beginning));
  }

  /// Both sides were compared in this span, and all that differed has been copied.
  public void done(KeySpan span) {
    note(new JournalRecord.RangeDone(span));
  }

  private void note(JournalRecord record) {
    if (journal != null) {
      journal.add(record);
    }
  }

  /// The run has come to its end and left nothing undone.
  public void nothingLeft() {
    if (folder != null) {
      folder.forget();
    }
  }

  @Override
  public void close() {
    if (journal != null) {
      journal.close();
    }
  }
}
