package dev.lockstep.benchmarks.peers;

/// What is to be done, for every tool alike.
///
/// @param near a place in the source's own store that is as the target: for tools that reach one
///   store at a time
record Work(Kind kind, Place source, Place target, Place near) {
  /// Which work, as far as a tool's best options depend on it.
  enum Kind {
    /// Small objects, to a place that is empty.
    COPY_SMALL,
    /// Small objects, each request waiting long for its answer.
    COPY_FAR,
    /// Large objects, to a place that is empty.
    COPY_LARGE,
    /// Every version of every object, to a place that is empty.
    COPY_HISTORIES,
    /// Both sides are equal already.
    COMPARE,
    /// What is there is only to be listed; the target is empty.
    LIST
  }

  boolean isWithinStore() {
    return target.isIn(source.store());
  }

  boolean copies() {
    return switch (kind) {
      case COPY_SMALL, COPY_FAR, COPY_LARGE, COPY_HISTORIES -> true;
      case COMPARE, LIST -> false;
    };
  }
}
