package dev.lockstep.inventory;

import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.object.ObjectHead;
import org.jspecify.annotations.Nullable;

/// What single requests have told of a version.
///
/// @param head null where none was asked for, or it was not told
/// @param acl the same
record ObjectDetail(@Nullable ObjectHead head, @Nullable AccessControl acl) {
  static final ObjectDetail UNKNOWN = new ObjectDetail(null, null);
}
