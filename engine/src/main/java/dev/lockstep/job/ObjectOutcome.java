package dev.lockstep.job;

import dev.lockstep.verify.WriteCheck.Evidence;
import java.util.List;

/// What became of one object that was to be copied.
sealed interface ObjectOutcome {
  /// It is at the destination with all that it must have.
  ///
  /// @param bytes its size
  /// @param notes what should have arrived with it, and need not have
  record Arrived(long bytes, Evidence evidence, List<String> notes) implements ObjectOutcome {}

  /// Its bytes are at the destination, something that it must have is not. A listing would not show
  /// it.
  record Incomplete(long bytes, ObjectFailure failure) implements ObjectOutcome {}

  /// It was not written, or not rightly.
  record Failed(ObjectFailure failure) implements ObjectOutcome {}

  /// It was not written, as somebody else has written at the destination meanwhile, and that is to
  /// be left alone.
  record LeftAlone(ObjectFailure conflict) implements ObjectOutcome {}

  /// The run was told to stop before it was done.
  record Stopped() implements ObjectOutcome {}

  /// It was deleted at the source before it could be copied.
  record SourceGone() implements ObjectOutcome {}
}
