package dev.lockstep.copy;

import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.UploadedPart;
import java.util.ArrayList;
import java.util.List;

/// A multipart upload that was created and neither completed nor aborted.
///
/// @param recipe what is being uploaded and how: equal for equal bytes, cuts and attributes
/// @param parts those that the store has taken, in no order
public record UnfinishedUpload(MultipartUpload upload, String recipe, List<UploadedPart> parts) {
  public UnfinishedUpload {
    parts = List.copyOf(parts);
  }

  /// With one part more.
  public UnfinishedUpload with(UploadedPart part) {
    List<UploadedPart> more = new ArrayList<>(parts);
    more.removeIf(other -> other.number() == part.number());
    more.add(part);
    return new UnfinishedUpload(upload, recipe, more);
  }
}
