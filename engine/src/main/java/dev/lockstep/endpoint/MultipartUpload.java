package dev.lockstep.endpoint;

import dev.lockstep.object.ObjectRef;
import org.jspecify.annotations.Nullable;

/// An upload in progress.
///
/// @param checksum that it was created with; null for none, or when it isn't known, as in a listing
public record MultipartUpload(
    ObjectRef target, String uploadId, @Nullable UploadChecksum checksum) {
  /// An upload of whose checksum nothing is known.
  public MultipartUpload(ObjectRef target, String uploadId) {
    this(target, uploadId, null);
  }
}
