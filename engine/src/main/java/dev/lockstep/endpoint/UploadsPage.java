package dev.lockstep.endpoint;

import dev.lockstep.object.ObjectKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One answer of ListMultipartUploads.
///
/// @param next where the next page begins; null when this is the last
public record UploadsPage(List<Entry> uploads, @Nullable Marker next) {
  public UploadsPage {
    uploads = List.copyOf(uploads);
  }

  /// An upload in progress, and when it was begun.
  public record Entry(MultipartUpload upload, Instant initiated) {}

  /// Behind which key and upload a page begins; both empty for the first page.
  public record Marker(ObjectKey key, String uploadId) {
    public static final Marker START = new Marker(ObjectKey.EMPTY, "");
  }
}
