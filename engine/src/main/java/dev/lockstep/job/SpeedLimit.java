package dev.lockstep.job;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.RetryingStore;
import java.util.List;

/// What a run waited for most: nothing that a user can turn is named unless turning it may help.
final class SpeedLimit {
  private static final double BUSY = 0.8;

  private SpeedLimit() {}

  /// @param copiersWereFull whether most objects had to wait until others were copied
  static String words(
      ObjectStore source, ObjectStore destination, Stopwatch watch, boolean copiersWereFull) {
    for (ObjectStore side : List.of(source, destination)) {
      String limit = side instanceof RetryingStore store ? store.limitedBy(watch.elapsed()) : null;
      if (limit != null) {
        return limit;
      }
    }
    if (watch.processorShare() >= BUSY) {
      return "our processor";
    }
    return copiersWereFull
        ? "the stores' answers to as many objects at once as --concurrency allows"
        : "the stores' listings";
  }
}
