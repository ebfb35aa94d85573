package dev.lockstep.endpoint;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// How many requests for single objects are under way at one store: as many as [ConcurrencyClimb]
/// finds to be worth it, by how many it answers in a second. So a store whose answers only take
/// longer when it is asked more at once is asked less. Any thread may call.
public final class InFlightLimit {
  /// Shorter ones are mostly chance.
  private static final long WINDOW = Duration.ofMillis(100).toNanos();

  /// A store that takes as long for each answer sends them in waves, of which one more or less must
  /// not matter.
  private static final int WAVES = 4;

  /// Not even for that a slow store is measured for longer.
  private static final long LONG_WINDOW = Duration.ofSeconds(2).toNanos();

  private final int most;
  private final boolean fixed;
  private final WaitingClock clock;
  private final ConcurrencyClimb climb;
  private final Slots slots;
  private final LongAdder answered = new LongAdder();
  private volatile long windowBegan;

  /// Whether more were wanted at once in this window than may be.
  private volatile boolean moreWanted;

  /// The most that were under way in this window; not exact.
  private volatile int peak;

  private volatile int limit;

  // Guarded by this.
  private long answeredBefore;
  private long heldBack;

  /// Permits that may become fewer.
  private static final class Slots extends Semaphore {
    private static final long serialVersionUID = 1;

    Slots(int permits) {
      super(permits);
    }

    void change(int by) {
      if (by > 0) {
        release(by);
      } else if (by < 0) {
        reducePermits(-by);
      }
    }
  }

  /// @param most that will ever be under way
  public InFlightLimit(int most, WaitingClock clock) {
    this(most, false, clock);
  }

  /// One that stays as it is, to measure the others by.
  public static InFlightLimit fixed(int limit, WaitingClock clock) {
    return new InFlightLimit(limit, true, clock);
  }

  private InFlightLimit(int most, boolean fixed, WaitingClock clock) {
    this.most = most;
    this.fixed = fixed;
    this.clock = clock;
    climb = new ConcurrencyClimb(most);
    limit = fixed ? most : climb.limit();
    slots = new Slots(limit);
    windowBegan = clock.nanos();
  }

  /// Waits until one more may be under way; each one ends with [#end].
  void begin() {
    if (!tryToBegin()) {
      slots.acquireUninterruptibly();
    }
  }

  /// Does not wait.
  ///
  /// @return whether one more is under way
  boolean tryToBegin() {
    if (slots.tryAcquire()) {
      return true;
    }
    if (!moreWanted) {
      moreWanted = true;
    }
    return false;
  }

  /// @param wasAnswered whether the store did what it was asked for
  void end(boolean wasAnswered) {
    int free = slots.availablePermits();
    slots.release();
    if (limit - free > peak) {
      peak = limit - free;
    }
    if (wasAnswered) {
      answered.increment();
    }
    long now = clock.nanos();
    if (now - windowBegan >= WINDOW) {
      endWindow(now);
    }
  }

  private synchronized void endWindow(long now) {
    long length = now - windowBegan;
    long count = answered.sum() - answeredBefore;
    if (length < WINDOW || count < (length < LONG_WINDOW ? WAVES * peak : peak)) {
      return;
    }
    if (!fixed && (moreWanted || peak > limit / 2)) {
      if (climb.isSettled() && limit < most) {
        heldBack += length;
      }
      int next = climb.measured(count / (double) length, moreWanted);
      slots.change(next - limit);
      limit = next;
    }
    moreWanted = false;
    peak = 0;
    windowBegan = now;
    answeredBefore = answered.sum();
  }

  /// What to say of a run when fewer were under way than were wanted for a fifth of this time or
  /// more; null otherwise.
  synchronized @Nullable String limitedBy(Duration time, String store) {
    return heldBack > 0 && heldBack >= time.toNanos() / 5
        ? store + ", which answers no faster beyond " + limit + " requests at once"
        : null;
  }
}
