package dev.lockstep.plan;

import dev.lockstep.compare.Difference;

/// What a difference leads to.
public sealed interface Action {
  Difference difference();

  /// Write the source's object at the destination.
  record Copy(Difference difference) implements Action {}

  /// Remove the destination's object, if the [DeleteFirewall] lets it, after everything else.
  record Delete(Difference difference) implements Action {}

  /// Leave it as it is.
  record Leave(Difference difference) implements Action {}
}
