package dev.lockstep.endpoint;

import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import dev.lockstep.object.Encryption;
import dev.lockstep.object.VersionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a store says it has written.
///
/// @param encryption how it says it encrypted; null when it says nothing
/// @param checksums those it answered with
public record WriteReceipt(
    @Nullable ETag etag,
    @Nullable VersionId version,
    @Nullable Encryption encryption,
    List<Checksum> checksums) {
  public WriteReceipt {
    checksums = List.copyOf(checksums);
  }

  /// Whether the ETag is no digest of the bytes because of how the store encrypted.
  public boolean hidesMd5() {
    return encryption != null && encryption.hidesMd5();
  }
}
