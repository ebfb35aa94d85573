package dev.lockstep.copy;

import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.object.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds and aborts uploads that we may have created without learning their ids: the answer was
/// lost, or the process was killed before it came.
///
/// An upload counts as ours when it is for the very key, began when we were about to, or later, and
/// is none that we know. The store's clock may be a minute behind ours.
public final class LostUploads {
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  private final ObjectStore store;

  public LostUploads(ObjectStore store) {
    this.store = store;
  }

  /// @param intended when we were about to create one
  /// @param known what is not lost
  /// @throws StoreException when the store can't be asked
  public void abort(ObjectRef target, Instant intended, List<UnfinishedUpload> known) {
    Set<String> ids = new HashSet<>();
    known.forEach(upload -> ids.add(upload.upload().uploadId()));
    for (MultipartUpload upload : begunSince(target, intended.minus(CLOCKS_DIFFER))) {
      if (!ids.contains(upload.uploadId())) {
        store.abortUpload(upload);
      }
    }
  }

  private List<MultipartUpload> begunSince(ObjectRef target, Instant earliest) {
    List<MultipartUpload> found = new ArrayList<>();
    Set<UploadsPage.Marker> seen = new HashSet<>();
    UploadsPage.@Nullable Marker after = UploadsPage.Marker.START;
    while (after != null && seen.add(after)) {
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
