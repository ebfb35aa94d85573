package dev.lockstep.journal;

import dev.lockstep.copy.UnfinishedUpload;
import dev.lockstep.object.ObjectRef;

/// An upload that runs have left open at the destination, or may have.
///
/// @param uploadId empty when it is not known: the run ended before the store's answer came, and
///   there may be no upload at all
/// @param parts how many parts the store has taken, as far as is known
public record LeftUpload(ObjectRef target, String uploadId, int parts) {
  public static LeftUpload of(UnfinishedUpload open) {
    return new LeftUpload(open.upload().target(), open.upload().uploadId(), open.parts().size());
  }

  public static LeftUpload of(JournalRecord.UploadIntended intended) {
    return new LeftUpload(intended.target(), "", 0);
  }
}
