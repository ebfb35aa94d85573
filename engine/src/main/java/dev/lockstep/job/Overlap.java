package dev.lockstep.job;

import dev.lockstep.listing.BucketScope;
import dev.lockstep.selection.PrefixMapping;
import dev.lockstep.verify.SamePlace;
import dev.lockstep.verify.TrialNames;

/// Whether a run would read what it writes.
final class Overlap {
  private Overlap() {}

  static RunFailure failure(BucketScope source, BucketScope destination) {
    return RunFailure.unsafe(
        "Overlap",
        source
            + " and "
            + destination
            + " lie within one another, so that a run would read what it writes; choose other prefixes");
  }

  /// Two names may mean one place. Where one prefix lies within the other, that is tried out,
  /// unless nothing may be written; then the endpoints alone tell.
  ///
  /// @param names of the trial object
  static boolean of(
      BucketScope source, BucketScope destination, boolean mayWrite, TrialNames names) {
    boolean nested =
        source.bucket().equals(destination.bucket())
            && new PrefixMapping(source.prefix(), destination.prefix()).overlaps();
    if (!nested || destination.store().canCopyFrom(source.store())) {
      return nested;
    }
    boolean sameNames = source.prefix().equals(destination.prefix());
    return !sameNames
        && mayWrite
        && SamePlace.is(
            destination.store(), source.store(), destination.bucket(), destination.prefix(), names);
  }
}
