package dev.lockstep.endpoint;

/// Finds how many requests at once a store is worth: as many as make it answer more of them in a
/// second, and no more, since beyond that they only wait for one another.
///
/// Begins low and doubles while doubling helps. From then on fewer and more are tried out in turn,
/// for one measurement each; fewer are kept where that costs next to nothing, more where it gains
/// something. When the store has become much slower, fewer are tried at once. One thread at a time.
final class ConcurrencyClimb {
  static final int FIRST = 16;
  static final int LEAST = 4;

  /// Where doubling gains less than this, as many as are reached are enough.
  private static final double WORTH_DOUBLING = 1.2;

  private static final double GAIN = 1.05;
  private static final double LOSS = 0.95;
  private static final double MUCH_SLOWER = 0.6;

  /// Measurements between two trials.
  private static final int CALM = 16;

  /// How quickly what is held is forgotten.
  private static final double MEMORY = 0.75;

  private enum Phase {
    DOUBLING,
    HOLDING,
    TRYING_LESS,
    TRYING_MORE
  }

  private Phase phase = Phase.DOUBLING;
  private final int most;
  private int limit;
  private int held;
  private double rate;
  private int calm;
  private boolean lessWasTried;

  /// @param most that will ever be wanted
  ConcurrencyClimb(int most) {
    this.most = most;
    limit = Math.min(most, FIRST);
    held = limit;
  }

  /// How many at once, now.
  int limit() {
    return limit;
  }

  /// Whether more have been tried, and were not worth it.
  boolean isSettled() {
    return phase != Phase.DOUBLING;
  }

  /// Most of what may be at once was under way.
  ///
  /// @param now how many a second were answered
  /// @param moreWanted whether more would have been under way if they might
  /// @return how many at once may be from now on
  int measured(double now, boolean moreWanted) {
    switch (phase) {
      case DOUBLING -> doubled(now, moreWanted);
      case HOLDING -> holding(now);
      case TRYING_LESS -> {
        if (now >= rate * LOSS && limit > LEAST) {
          held = limit;
          tryLess();
        } else {
          hold(now >= rate * LOSS ? limit : held);
        }
      }
      case TRYING_MORE -> {
        if (now >= rate * GAIN) {
          held = limit;
          rate = now;
          tryMore();
        } else {
          hold(held);
        }
      }
    }
    return limit;
  }

  private void doubled(double now, boolean moreWanted) {
    if (limit == most) {
      hold(now >= rate * GAIN ? limit : held);
      rate = Math.max(rate, now);
    } else if (moreWanted && now >= rate * WORTH_DOUBLING) {
      held = limit;
      rate = now;
      limit = Math.min(most, 2 * limit);
    } else if (moreWanted) {
      hold(now >= rate * GAIN ? limit : held);
      rate = Math.max(rate, now);
    }
  }

  private void holding(double now) {
    if (now < rate * MUCH_SLOWER) {
      rate = now;
      tryLess();
      return;
    }
    rate = rate * MEMORY + now * (1 - MEMORY);
    if (++calm < CALM) {
      return;
    }
    if (lessWasTried) {
      lessWasTried = false;
      tryMore();
    } else {
      lessWasTried = true;
      tryLess();
    }
  }

  private void hold(int howMany) {
    held = howMany;
    limit = howMany;
    calm = 0;
    phase = Phase.HOLDING;
  }

  private void tryLess() {
    phase = Phase.TRYING_LESS;
    limit = Math.min(held, Math.max(LEAST, held * 3 / 4));
  }

  private void tryMore() {
    phase = Phase.TRYING_MORE;
    limit = Math.min(most, held * 4 / 3 + 1);
  }
}
