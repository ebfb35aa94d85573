package dev.lockstep.copy;

import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.UploadedPart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A multipart upload that was created and neither completed nor aborted, as it stands at a moment.
///
/// @param recipe what is being uploaded and how: equal for equal bytes, cuts and attributes
/// @param parts those that the store has taken, one of each number, in no order
public record UnfinishedUpload(MultipartUpload upload, String recipe, List<UploadedPart> parts) {
  public UnfinishedUpload {
    parts = List.copyOf(parts);
  }

  /// Gathers the parts as they come. One thread at a time.
  public static final class Builder {
    private final MultipartUpload upload;
    private final String recipe;
    private final Map<Integer, UploadedPart> parts = new LinkedHashMap<>();

    public Builder(MultipartUpload upload, String recipe) {
      this.upload = upload;
      this.recipe = recipe;
    }

    Builder(UnfinishedUpload begun) {
      this(begun.upload, begun.recipe);
      begun.parts.forEach(this::add);
    }

    /// A part that is sent again replaces the one before.
    public void add(UploadedPart part) {
      parts.put(part.number(), part);
    }

    public UnfinishedUpload build() {
      return new UnfinishedUpload(upload, recipe, List.copyOf(parts.values()));
    }
  }
}
