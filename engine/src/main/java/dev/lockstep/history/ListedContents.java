package dev.lockstep.history;

import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectVersion;
import org.jspecify.annotations.Nullable;

/// What two listings say of two versions. Where they can't tell, the versions count as different,
/// and [#wasSilent] says so. One thread.
final class ListedContents implements Contents {
  private boolean silent;

  @Override
  public boolean same(ObjectVersion source, ObjectVersion destination) {
    if (source.deleteMarker() || destination.deleteMarker()) {
      return source.deleteMarker() == destination.deleteMarker();
    }
    if (source.size() != destination.size()) {
      return false;
    }
    boolean same = source.size() == 0 || sameTag(source.etag(), destination.etag());
    silent |= !same;
    return same;
  }

  /// Equal digests mean equal bytes. Unequal ones say nothing yet: a store may encrypt with keys of
  /// its own, or have cut the parts otherwise.
  private static boolean sameTag(@Nullable ETag one, @Nullable ETag other) {
    return one != null && one.equals(other) && one.kind() != ETag.Kind.OPAQUE;
  }

  /// Whether a pair of equal size was called different that may be the same.
  boolean wasSilent() {
    return silent;
  }
}
