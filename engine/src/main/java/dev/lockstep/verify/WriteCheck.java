package dev.lockstep.verify;

import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a store's answer to a write proves about the bytes it has.
///
/// @param sourceEtag of the object as it was read
/// @param sourceHidesMd5 whether that tag is no digest of the bytes
/// @param sourceChecksums those the source keeps
public record WriteCheck(
    @Nullable ETag sourceEtag, boolean sourceHidesMd5, List<Checksum> sourceChecksums) {
  /// The strongest thing that the answer shows.
  public enum Evidence {
    /// Both stores computed the same digest of the bytes.
    ETAG,
    /// Both stores have the same checksum of the bytes.
    CHECKSUM,
    /// The store took as many bytes as were sent, and offers nothing more.
    SIZE,
    /// The store has other bytes than the source.
    MISMATCH
  }

  public WriteCheck {
    sourceChecksums = List.copyOf(sourceChecksums);
  }

  public Evidence of(WriteReceipt receipt) {
    Evidence byTag = byEtag(receipt);
    return byTag == Evidence.SIZE ? byChecksum(receipt) : byTag;
  }

  private Evidence byEtag(WriteReceipt receipt) {
    ETag one = sourceEtag;
    ETag other = receipt.etag();
    if (one == null
        || other == null
        || sourceHidesMd5
        || receipt.hidesMd5()
        || one.kind() == ETag.Kind.OPAQUE) {
      return Evidence.SIZE;
    }
    if (one.equals(other)) {
      return Evidence.ETAG;
    }
    return one.kind() == ETag.Kind.MD5 && other.kind() == ETag.Kind.MD5
        ? Evidence.MISMATCH
        : Evidence.SIZE;
  }

  /// A composite checksum tells bytes and cuts together: equal ones prove as much as any, others
  /// only that one of both differs.
  private Evidence byChecksum(WriteReceipt receipt) {
    for (Checksum one : sourceChecksums) {
      for (Checksum other : receipt.checksums()) {
        if (one.equals(other)) {
          return Evidence.CHECKSUM;
        }
        if (one.algorithm() == other.algorithm() && one.tellsBytes() && other.tellsBytes()) {
          return Evidence.MISMATCH;
        }
      }
    }
    return Evidence.SIZE;
  }
}
