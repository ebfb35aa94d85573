package dev.lockstep.copy;

import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a [CopyRequest] that did not fail.
public sealed interface CopyOutcome {
  /// It was written.
  ///
  /// @param bytes the size of the source
  /// @param sourceEtag of the source as it was copied
  /// @param sourceHidesMd5 whether that tag is no digest because of how the source is encrypted
  /// @param sourceChecksums those the source told
  /// @param intended what was to arrive besides the bytes, as far as it was said
  /// @param notes what could not be kept though it should, in words for people
  record Copied(
      CopyMethod method,
      long bytes,
      @Nullable ETag sourceEtag,
      boolean sourceHidesMd5,
      List<Checksum> sourceChecksums,
      @Nullable ObjectAttributes intended,
      WriteReceipt receipt,
      List<String> notes)
      implements CopyOutcome {
    public Copied {
      sourceChecksums = List.copyOf(sourceChecksums);
      notes = List.copyOf(notes);
    }

    /// The same of a copy that may have been done before.
    Copied afterAnother() {
      return new Copied(
          method,
          bytes,
          sourceEtag,
          sourceHidesMd5,
          sourceChecksums,
          intended,
          receipt.afterAnother(),
          notes);
    }

    Copied withNote(String note) {
      List<String> more = new ArrayList<>(notes);
      more.add(note);
      return new Copied(
          method, bytes, sourceEtag, sourceHidesMd5, sourceChecksums, intended, receipt, more);
    }
  }

  /// The source was deleted before it could be copied: there is nothing left to do.
  record SourceGone() implements CopyOutcome {}

  /// It was not written: at the destination stands something else than was listed there.
  ///
  /// @param detail what, for people
  record TargetChanged(String detail) implements CopyOutcome {}
}
