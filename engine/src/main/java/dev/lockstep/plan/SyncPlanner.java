package dev.lockstep.plan;

import dev.lockstep.compare.Difference;

/// Turns differences into actions.
///
/// @param deleteExtra whether what only the destination has is to be deleted
public record SyncPlanner(boolean deleteExtra) {
  public Action plan(Difference difference) {
    if (difference.reason() == Difference.Reason.ORDER_UNKNOWN) {
      return new Action.Leave(difference);
    }
    return switch (difference.side()) {
      case SOURCE, BOTH -> new Action.Copy(difference);
      case DESTINATION ->
          deleteExtra ? new Action.Delete(difference) : new Action.Leave(difference);
    };
  }
}
