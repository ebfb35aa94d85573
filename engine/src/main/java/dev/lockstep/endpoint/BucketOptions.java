package dev.lockstep.endpoint;

/// What a bucket is made with, and can't have later at every store.
///
/// @param objectLock whether its objects can be locked, for which it keeps versions
public record BucketOptions(boolean objectLock) {
  public static final BucketOptions PLAIN = new BucketOptions(false);
  public static final BucketOptions LOCKING = new BucketOptions(true);
}
