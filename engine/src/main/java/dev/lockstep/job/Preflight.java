package dev.lockstep.job;

import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.plan.Demands;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What has to be known before the first write: whether the destination keeps what must arrive. It
/// is asked for when the first object is to be copied, so a run that has nothing to do asks for
/// nothing. Any thread may call.
final class Preflight {
  private final Demands demands;
  private final Supplier<Capabilities> destination;
  private @Nullable Capabilities known;
  private volatile boolean cleared;

  /// Nothing was written yet, and something may be lost: which objects are concerned has to be
  /// counted first.
  static final class LossPossible extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LossPossible() {
      super("something may be lost", null, false, false);
    }
  }

  /// @param destination what is known of the destination; asked once
  Preflight(Demands demands, Supplier<Capabilities> destination) {
    this.demands = demands;
    this.destination = destination;
  }

  synchronized Capabilities destinationCan() {
    Capabilities can = known;
    if (can == null) {
      can = destination.get();
      known = can;
    }
    return can;
  }

  /// What must arrive, and is known not to be kept.
  Demands lacked() {
    return demands.lackedBy(destinationCan());
  }

  /// @throws LossPossible when the run must not go on like that
  void beforeACopy() {
    if (!cleared) {
      if (!lacked().areNone()) {
        throw new LossPossible();
      }
      cleared = true;
    }
  }

  /// It was counted, and nothing would be lost.
  void clear() {
    cleared = true;
  }
}
