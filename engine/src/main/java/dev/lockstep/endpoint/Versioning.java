package dev.lockstep.endpoint;

/// Whether a bucket keeps what is overwritten and deleted (GetBucketVersioning).
public enum Versioning {
  /// It never has: each key has one object at the most.
  OFF,
  /// Each write makes a version, each deletion a delete marker.
  ENABLED,
  /// It did: versions are still there, and each write replaces the one whose id is `null`.
  SUSPENDED
}
