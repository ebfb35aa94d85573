package dev.lockstep.endpoint;

import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import org.jspecify.annotations.Nullable;

/// A part that a store has taken: what the completion lists.
///
/// @param number from 1 on
/// @param checksum of its bytes, as the store has told it or as it was sent; null when neither was
public record UploadedPart(int number, ETag etag, @Nullable Checksum checksum) {
  /// A part of which no checksum is known.
  public UploadedPart(int number, ETag etag) {
    this(number, etag, null);
  }
}
