package dev.lockstep.copy;

import dev.lockstep.endpoint.StoreLimits;
import dev.lockstep.object.Attribute;

/// How an object's bytes travel.
public enum CopyMethod {
  /// CopyObject: the store copies.
  SERVER_COPY,
  /// UploadPartCopy of each part: the store copies.
  SERVER_COPY_PARTS,
  /// Through one buffer of ours.
  RELAY_BUFFERED,
  /// As one stream through us.
  RELAY_STREAMED,
  /// As parts through us, several at a time.
  RELAY_PARTS;

  /// The way that fits an object.
  ///
  /// @param size in bytes
  /// @param sourceParts how many parts it was written in; 0 when in one piece
  /// @param limits the destination's
  /// @param withinStore whether the destination can copy from the source by itself
  public static CopyMethod of(
      long size, int sourceParts, CopySettings settings, StoreLimits limits, boolean withinStore) {
    boolean keepsParts = sourceParts > 0 && settings.fidelity().wants(Attribute.PART_LAYOUT);
    if (size > limits.singleWrite() || keepsParts) {
      return withinStore ? SERVER_COPY_PARTS : RELAY_PARTS;
    }
    if (withinStore) {
      return SERVER_COPY;
    }
    return size <= BufferPool.LARGEST ? RELAY_BUFFERED : RELAY_STREAMED;
  }
}
