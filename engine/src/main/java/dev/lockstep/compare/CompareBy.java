package dev.lockstep.compare;

/// What makes two objects of one name the same.
public enum CompareBy {
  /// Bytes: by the size, then the ETag where both are of a known kind, then a checksum, then the
  /// bytes themselves.
  CONTENT,
  /// The size alone.
  SIZE,
  /// Size and ETag as listed, whatever kind they are.
  ETAG,
  /// A checksum that both stores keep; where there is none, as [#CONTENT].
  CHECKSUM,
  /// Size, and that the destination was written at the same second as the source or later.
  TIME,
  /// As [#CONTENT], and content headers, user metadata and tags.
  METADATA
}
