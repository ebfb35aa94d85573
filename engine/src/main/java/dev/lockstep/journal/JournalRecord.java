package dev.lockstep.journal;

import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.object.ObjectRef;
import java.time.Instant;

/// One thing that a run wrote down.
public sealed interface JournalRecord {
  /// A run began.
  ///
  /// @param source as it was typed: `old:photos/2026/`
  /// @param settings what the run was told to do, in a form that is equal for equal settings
  record RunBegan(String source, String destination, String settings, Instant at)
      implements JournalRecord {}

  /// A multipart upload is about to be created: if nothing follows, it may have been.
  record UploadIntended(ObjectRef target, Instant at) implements JournalRecord {}

  /// An upload that was intended turned out not to be there.
  record UploadDropped(ObjectRef target) implements JournalRecord {}

  /// A multipart upload was created.
  ///
  /// @param recipe what is being uploaded and how, in a form that is equal for equal bytes, cuts
  ///   and attributes
  record UploadBegan(MultipartUpload upload, String recipe) implements JournalRecord {}

  /// The store has taken a part.
  record PartStored(String uploadId, UploadedPart part) implements JournalRecord {}

  /// An upload was completed or aborted.
  record UploadEnded(String uploadId) implements JournalRecord {}

  /// Trial objects may be written at the destination, whose names all begin like this.
  record TrialsNamed(String beginning) implements JournalRecord {}

  /// None of them is there any more.
  record TrialsRemoved(String beginning) implements JournalRecord {}

  /// Both sides were compared in this span of relative keys, and all that differed has been copied.
  record RangeDone(KeySpan span) implements JournalRecord {}
}
