package dev.lockstep.history;

import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeyRange;
import dev.lockstep.object.ObjectKey;

/// The history of one key and of no other that begins like it, as it is now.
public final class ExactHistory {
  private ExactHistory() {}

  /// @param order of the side's versions
  /// @throws dev.lockstep.endpoint.StoreException when it can't be listed
  public static History of(BucketScope scope, ObjectKey key, ChronologicalOrder order) {
    return of(scope, key, order, LongestHistory.ofThisProcess());
  }

  /// @param most how many versions are held
  public static History of(BucketScope scope, ObjectKey key, ChronologicalOrder order, int most) {
    BucketScope exact = new BucketScope(scope.store(), scope.bucket(), scope.prefix().then(key));
    History first =
        new HistoryListing(exact, KeyRange.everything(), order, Runnable::run, most).next();
    return first == null || !first.key().isEmpty()
        ? History.none(key)
        : new History(key, first.versions(), first.disorder(), first.tooLong());
  }
}
