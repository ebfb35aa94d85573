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
/// @param perhapsTwice whether an earlier try of the same write may have been done as well: a
///   bucket that keeps versions may have two of it
public record WriteReceipt(
    @Nullable ETag etag,
    @Nullable VersionId version,
    @Nullable Encryption encryption,
    List<Checksum> checksums,
    boolean perhapsTwice) {
  public WriteReceipt {
    checksums = List.copyOf(checksums);
  }

  /// Of a write that was sent once.
  public WriteReceipt(
      @Nullable ETag etag,
      @Nullable VersionId version,
      @Nullable Encryption encryption,
      List<Checksum> checksums) {
    this(etag, version, encryption, checksums, false);
  }

  /// The same of a write that may have been done before.
  public WriteReceipt afterAnother() {
    return new WriteReceipt(etag, version, encryption, checksums, true);
  }

  /// Whether the ETag is no digest of the bytes because of how the store encrypted.
  public boolean hidesMd5() {
    return encryption != null && encryption.hidesMd5();
  }
}
