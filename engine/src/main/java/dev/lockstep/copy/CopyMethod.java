package dev.lockstep.copy;

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
  RELAY_PARTS
}
