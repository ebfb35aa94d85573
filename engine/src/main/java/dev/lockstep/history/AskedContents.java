package dev.lockstep.history;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.RequestedEvidence;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.ObjectVersion;

/// Asks the stores about versions of one key where their rows can't tell. What is told of by a
/// report need not be there any more, and the version `null` may be another by now: of those
/// nothing can be told. One thread.
final class AskedContents implements Contents {
  /// Where the objects are. Any thread.
  ///
  /// @param sourceIsListed whether what is told of it is what was there just now
  /// @param requested of both
  record Stores(
      BucketScope source,
      boolean sourceIsListed,
      BucketScope destination,
      boolean destinationIsListed,
      RequestedEvidence requested) {
    /// @throws java.util.NoSuchElementException when the objects of a side are nowhere to be asked
    ///   about
    static Stores of(HistorySide source, HistorySide destination) {
      BucketScope from = source.side().objects().orElseThrow();
      BucketScope to = destination.side().objects().orElseThrow();
      return new Stores(
          from,
          source.listed().isPresent(),
          to,
          destination.listed().isPresent(),
          new RequestedEvidence(from, to));
    }
  }

  private final Stores stores;
  private final ObjectKey key;
  private final ListedContents told = new ListedContents();
  private boolean silent;

  AskedContents(Stores stores, ObjectKey key) {
    this.stores = stores;
    this.key = key;
  }

  @Override
  public boolean same(ObjectVersion source, ObjectVersion destination) {
    if (told.same(source, destination)) {
      return true;
    }
    return !source.deleteMarker()
        && !destination.deleteMarker()
        && source.size() == destination.size()
        && sameBytes(source, destination);
  }

  /// Whether a pair of equal size was called different of which nothing could be told.
  boolean wasSilent() {
    return silent;
  }

  private boolean sameBytes(ObjectVersion from, ObjectVersion to) {
    ObjectRef here = stores.source().object(key, from.id());
    ObjectRef there = stores.destination().object(key, to.id());
    try {
      if (stores.sourceIsListed() || isStill(stores.source(), here, from)) {
        if (stores.destinationIsListed() || isStill(stores.destination(), there, to)) {
          return stores.requested().decide(here, there, CompareBy.CONTENT).isEmpty();
        }
      }
    } catch (StoreException e) {
      if (!(e.failure() instanceof StoreFailure.Missing)) {
        throw e;
      }
      if (stores.sourceIsListed() && stores.destinationIsListed()) {
        // What is removed meanwhile is the same as nothing.
        return false;
      }
    }
    silent = true;
    return false;
  }

  private static boolean isStill(BucketScope side, ObjectRef object, ObjectVersion told) {
    if (!told.id().isNull()) {
      return true;
    }
    ObjectHead now = side.store().headObject(object, ReadOptions.PLAIN);
    return now.size() == told.size() && (told.etag() == null || told.etag().equals(now.etag()));
  }
}
