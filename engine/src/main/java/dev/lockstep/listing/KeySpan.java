package dev.lockstep.listing;

import dev.lockstep.object.ObjectKey;
import org.jspecify.annotations.Nullable;

/// A piece of the relative key space.
///
/// @param after it begins behind this key; empty for the beginning of everything
/// @param upTo it ends with this key; null for the end of everything
public record KeySpan(ObjectKey after, @Nullable ObjectKey upTo) {
  /// Every key there is.
  public static final KeySpan EVERYTHING = new KeySpan(ObjectKey.EMPTY, null);

  /// Whether a key lies within, the empty one at the beginning of everything.
  public boolean contains(ObjectKey key) {
    boolean begun = after.isEmpty() || key.compareTo(after) > 0;
    return begun && (upTo == null || key.compareTo(upTo) <= 0);
  }
}
