package dev.lockstep.journal;

import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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

  /// A multipart upload was created.
  ///
  /// @param recipe what is being uploaded and how, in a form that is equal for equal bytes, cuts
  ///   and attributes
  record UploadBegan(MultipartUpload upload, String recipe) implements JournalRecord {}

  /// The store has taken a part.
  record PartStored(String uploadId, UploadedPart part) implements JournalRecord {}

  /// An upload was completed or aborted.
  record UploadEnded(String uploadId) implements JournalRecord {}

  /// Both sides were compared behind `after` up to and including `upTo`, and all that differed has
  /// been copied.
  ///
  /// @param after relative; empty for the beginning of everything
  /// @param upTo relative; null for the end of everything
  record RangeDone(ObjectKey after, @Nullable ObjectKey upTo) implements JournalRecord {}
}
