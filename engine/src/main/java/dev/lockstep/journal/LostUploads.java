package dev.lockstep.journal;

import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.object.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds and aborts uploads that a killed run may have created without learning their ids: it had
/// written down that it was about to, and nothing after.
///
/// An upload counts as ours when it is for the very key and began when we were about to, or later;
/// the store's clock may be a minute behind ours.
public final class LostUploads {
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  private final ObjectStore store;

  public LostUploads(ObjectStore store) {
    this.store = store;
  }

  /// Looks after each intended upload, and notes that it is gone.
  ///
  /// @throws StoreException when a store can't be asked
  public void abort(RunNotes notes) {
    for (JournalRecord.UploadIntended intended : notes.before().intended()) {
      List<MultipartUpload> known =
          notes.before().uploads().stream().map(open -> open.upload()).toList();
      for (MultipartUpload upload : begunSince(intended.target(), intended.at())) {
        if (!known.contains(upload)) {
          store.abortUpload(upload);
        }
      }
      notes.neverBegan(intended.target());
    }
  }

  private List<MultipartUpload> begunSince(ObjectRef target, Instant intended) {
    Instant earliest = intended.minus(CLOCKS_DIFFER);
    List<MultipartUpload> found = new ArrayList<>();
    UploadsPage.@Nullable Marker after = UploadsPage.Marker.START;
    while (after != null) {
      UploadsPage page = store.listUploads(target.bucket(), target.key(), after);
      for (UploadsPage.Entry entry : page.uploads()) {
        if (entry.upload().target().key().equals(target.key())
            && !entry.initiated().isBefore(earliest)) {
          found.add(entry.upload());
        }
      }
      after = page.next();
    }
    return found;
  }
}
