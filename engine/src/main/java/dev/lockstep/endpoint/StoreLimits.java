package dev.lockstep.endpoint;

/// What a store accepts at the most and at the least, in bytes and parts.
///
/// @param singleWrite the largest PutObject and CopyObject
/// @param smallestPart the smallest part but the last
/// @param largestPart the largest part
/// @param parts the most parts of an object
public record StoreLimits(long singleWrite, long smallestPart, long largestPart, int parts) {
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  /// The limits of Amazon S3 (its user guide, "Amazon S3 multipart upload limits"): the largest
  /// object is 10,000 parts of 5 GiB, 48.8 TiB.
  public static final StoreLimits AMAZON_S3 = new StoreLimits(5 * GIB, 5 * MIB, 5 * GIB, 10_000);

  public StoreLimits {
    if (singleWrite < 1 || smallestPart < 1 || largestPart < smallestPart || parts < 1) {
      throw new IllegalArgumentException("Limits contradict one another");
    }
  }

  /// The largest object that can be written at all, in bytes.
  public long largestObject() {
    return Math.max(singleWrite, Math.multiplyExact(largestPart, (long) parts));
  }
}
