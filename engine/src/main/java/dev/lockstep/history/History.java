package dev.lockstep.history;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectVersion;
import java.util.List;

/// All that a key has been at one side.
///
/// @param key relative to the scope's prefix
/// @param versions the oldest first; in the order of the listing where [#disorder] says something
/// @param disorder why nobody can tell in which order they came; empty when it is known
public record History(ObjectKey key, List<ObjectVersion> versions, String disorder) {
  public History {
    versions = List.copyOf(versions);
  }

  /// A key that has never been there.
  public static History none(ObjectKey key) {
    return new History(key, List.of(), "");
  }

  /// Whether the order is known.
  public boolean isOrdered() {
    return disorder.isEmpty();
  }

  public boolean isEmpty() {
    return versions.isEmpty();
  }
}
