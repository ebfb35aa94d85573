package dev.lockstep.history;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectVersion;
import java.util.List;

/// All that a key has been at one side.
///
/// @param key relative to the scope's prefix
/// @param versions the oldest first; in the order of the listing where [#disorder] says something
/// @param disorder why nobody can tell in which order they came; empty when it is known
/// @param tooLong whether there are more versions than fit into memory; then one of them is held
public record History(
    ObjectKey key, List<ObjectVersion> versions, String disorder, boolean tooLong) {
  public History(ObjectKey key, List<ObjectVersion> versions, String disorder) {
    this(key, versions, disorder, false);
  }

  /// A key with more versions than fit into memory.
  ///
  /// @param one any of them
  static History tooLong(ObjectKey key, ObjectVersion one, int most) {
    return new History(
        key,
        List.of(one),
        "the key has more than "
            + most
            + " versions, which is as many as the heap has room for; --memory gives it more",
        true);
  }

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
