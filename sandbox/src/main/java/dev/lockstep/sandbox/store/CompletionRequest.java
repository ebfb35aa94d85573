package dev.lockstep.sandbox.store;

import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a completion of an upload asks for.
///
/// @param checksum of the whole object as the client has it; null when it said none
/// @param size of the whole object as the client has it; -1 when it said none
public record CompletionRequest(
    List<CompletedPart> parts, @Nullable Checksum checksum, long size, WriteConditions conditions) {
  public CompletionRequest {
    parts = List.copyOf(parts);
  }

  /// One line of the list.
  ///
  /// @param checksum in base64; null when the client said none
  public record CompletedPart(
      int number, ETag etag, Checksum.@Nullable Algorithm algorithm, @Nullable String checksum) {}
}
