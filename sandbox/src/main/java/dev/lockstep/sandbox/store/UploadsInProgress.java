package dev.lockstep.sandbox.store;

import dev.lockstep.object.ObjectKey;
import java.lang.ref.SoftReference;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// The uploads of one bucket, by key and id; and the last that were completed, because S3 answers a
/// completion that is sent again as it did the first time.
final class UploadsInProgress {
  private static final int REMEMBERED = 10_000;
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::key).thenComparing(Place::id);

  private final ConcurrentNavigableMap<Place, Upload> uploads = new ConcurrentSkipListMap<>(ORDER);
  private final Map<Place, Completed> completed =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Completed> eldest) {
          return size() > REMEMBERED;
        }
      };

  /// Where an upload stands in the listing of uploads.
  record Place(ObjectKey key, String id) {}

  /// A completion: what was asked for, and what it made, as long as there is memory for that: the
  /// object may be gone since.
  record Completed(CompletionRequest request, SoftReference<Version.Stored> made) {}

  void add(Upload upload) {
    uploads.put(new Place(upload.key(), upload.id()), upload);
  }

  Upload upload(ObjectKey key, String id) {
    Upload found = uploads.get(new Place(key, id));
    if (found == null) {
      throw new Refusal(ErrorCode.NO_SUCH_UPLOAD).with("UploadId", id);
    }
    return found;
  }

  void remove(Upload upload) {
    uploads.remove(new Place(upload.key(), upload.id()));
  }

  void complete(Upload upload, CompletionRequest request, Version.Stored made) {
    Place place = new Place(upload.key(), upload.id());
    uploads.remove(place);
    synchronized (completed) {
      completed.put(place, new Completed(request, new SoftReference<>(made)));
    }
  }

  /// What the same completion made before; null when there was none.
  Version.@Nullable Stored madeBefore(ObjectKey key, String id, CompletionRequest request) {
    synchronized (completed) {
      Completed before = completed.get(new Place(key, id));
      return before != null && before.request().parts().equals(request.parts())
          ? before.made().get()
          : null;
    }
  }

  /// The uploads behind a place, in order.
  Collection<Upload> after(ObjectKey key, String id) {
    return uploads.tailMap(new Place(key, id), false).values();
  }
}
