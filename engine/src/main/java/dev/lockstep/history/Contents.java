package dev.lockstep.history;

import dev.lockstep.object.ObjectVersion;

/// Tells whether two versions of one key are the same thing: two delete markers, or two objects of
/// the same bytes.
@FunctionalInterface
public interface Contents {
  /// @throws dev.lockstep.endpoint.StoreException when it takes a request that fails
  boolean same(ObjectVersion source, ObjectVersion destination);
}
