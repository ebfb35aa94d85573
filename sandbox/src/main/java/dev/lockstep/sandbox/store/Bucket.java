package dev.lockstep.sandbox.store;

import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import java.time.Instant;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// A bucket that can be read.
public interface Bucket {
  BucketName name();

  Account owner();

  Instant created();

  Versioning versioning();

  AccessControl acl();

  /// Whether its objects can be locked.
  default boolean locksObjects() {
    return false;
  }

  /// What there is of a key; null for nothing.
  @Nullable History history(ObjectKey key);

  /// The keys behind a place, in the order of their unsigned bytes.
  ///
  /// @param inclusive whether a key that equals `from` is among them
  Iterator<Entry> entries(ObjectKey from, boolean inclusive);

  /// A key and its versions.
  record Entry(ObjectKey key, History history) {}
}
