package dev.lockstep.history;

import dev.lockstep.object.ObjectVersion;
import dev.lockstep.selection.Selection;
import java.util.function.Predicate;

/// Which versions of a key's history are to be brought over.
public enum WhichVersions {
  /// All of them, delete markers included.
  ALL,
  /// All but the newest.
  NONCURRENT;

  /// Whether a version of a key in scope is meant.
  Predicate<ObjectVersion> within(Selection selection) {
    return switch (this) {
      case ALL -> selection::selectsVersion;
      case NONCURRENT -> version -> !version.latest() && selection.selectsVersion(version);
    };
  }
}
