package dev.lockstep.job;

import dev.lockstep.object.VersionId;
import dev.lockstep.verify.WriteCheck.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of one object that was to be copied.
sealed interface ObjectOutcome {
  /// Which version a write has made.
  ///
  /// @param version null where the store did not tell
  /// @param perhapsTwice whether it may have been written more than once
  /// @param besides versions that were made on the way, and are not the copy
  record Written(@Nullable VersionId version, boolean perhapsTwice, List<VersionId> besides) {
    static final Written UNTOLD = new Written(null, false, List.of());

    public Written {
      besides = List.copyOf(besides);
    }
  }

  /// It is at the destination with all that it must have.
  ///
  /// @param bytes its size
  /// @param notes what should have arrived with it, and need not have
  /// @param written which version it became
  record Arrived(long bytes, Evidence evidence, List<String> notes, Written written)
      implements ObjectOutcome {}

  /// Its bytes are at the destination, something that it must have is not. A listing would not show
  /// it.
  ///
  /// @param written which version it became
  record Incomplete(long bytes, ObjectFailure failure, Written written) implements ObjectOutcome {}

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
