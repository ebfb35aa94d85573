package dev.lockstep.copy;

import dev.lockstep.object.ETag;
import org.jspecify.annotations.Nullable;

/// What stands where an object is to be written, as far as somebody has looked.
public sealed interface Replaced {
  Replaced ANYTHING = new Anything();
  Replaced NOTHING = new Nothing();

  /// Nobody has looked, or it doesn't matter.
  record Anything() implements Replaced {}

  /// There is no object of that key.
  record Nothing() implements Replaced {}

  /// An object.
  ///
  /// @param etag null on a store that tells none; then the size has to do
  /// @param size in bytes
  record Listed(@Nullable ETag etag, long size) implements Replaced {}
}
