package dev.lockstep.endpoint;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/// How many requests a second one store gets: all that there are, until it asks to slow down; then
/// half as many, and again half each second in which it goes on asking. As soon as it asks no more,
/// twice as many each second up to half of what was too much, and slowly more from there. When
/// nobody has to wait any more, nothing is held back.
///
/// A cap may be set that is never exceeded. Any thread may call; a request waits for nothing but
/// its own turn.
public final class RequestPacer {
  private static final long WINDOW = Duration.ofSeconds(1).toNanos();
  private static final double LEAST = 1;

  /// Of a shorter time than this nobody can tell how many a second there were.
  private static final long SHORTEST = WINDOW / 10;

  /// One object that is throttled for ever is no reason to slow down for all others.
  private static final int WORTH_NOTICING = 50;

  private final double cap;
  private final RandomGenerator random;
  private final WaitingClock clock;
  private final LongAdder sent = new LongAdder();
  private final AtomicLong nextTurn;
  private volatile long windowBegan;

  /// Nanoseconds between two requests; 0 for none.
  private volatile long interval;

  private volatile boolean waited;
  private volatile boolean succeeded;

  // Guarded by this.
  private double rate = Double.POSITIVE_INFINITY;
  private double tooMuch = Double.POSITIVE_INFINITY;
  private double lastRate;
  private long sentBefore;
  private long throttled;
  private boolean justCut;
  private long slowedSince;
  private long slowed;
  private long cappedWindows;

  /// @param cap requests a second, at the most; infinite for no cap
  public RequestPacer(double cap, RandomGenerator random, WaitingClock clock) {
    if (!(cap > 0)) {
      throw new IllegalArgumentException("Some requests must be let through");
    }
    this.cap = cap;
    this.random = random;
    this.clock = clock;
    windowBegan = clock.nanos();
    nextTurn = new AtomicLong(windowBegan);
    setInterval();
  }

  static RequestPacer unlimited(RetryPolicy policy) {
    return new RequestPacer(Double.POSITIVE_INFINITY, policy.random(), policy.clock());
  }

  /// Waits until a request may be sent.
  void awaitTurn() {
    long now = clock.nanos();
    if (now - windowBegan >= WINDOW) {
      endWindow(now);
    }
    if (interval > 0) {
      waitForTurn(now);
    }
    sent.increment();
  }

  /// Who would have to wait long asks again later: by then there may be more turns.
  private void waitForTurn(long now) {
    long every = interval;
    while (every > 0 && !Thread.currentThread().isInterrupted()) {
      long next = nextTurn.get();
      long turn = next - now > 0 ? next : now;
      long wait = turn - now;
      if (wait > 0 && !waited) {
        waited = true;
      }
      if (wait > Math.max(every, WINDOW)) {
        clock.await(WINDOW / 2 + random.nextLong(WINDOW / 2));
        now = clock.nanos();
        every = interval;
      } else if (nextTurn.compareAndSet(next, turn + every)) {
        if (wait > 0) {
          clock.await(wait);
        }
        return;
      }
    }
  }

  /// A request has succeeded.
  void succeeded() {
    if (interval > 0 && !succeeded) {
      succeeded = true;
    }
  }

  /// The store has asked to slow down. Answers to what was sent before it was slowed down say
  /// nothing new.
  synchronized void throttled() {
    throttled++;
    long now = clock.nanos();
    if (now - windowBegan >= WINDOW) {
      endWindow(now);
      throttled = 1;
    }
    long count = sent.sum() - sentBefore;
    if (justCut || throttled * WORTH_NOTICING < count) {
      return;
    }
    long elapsed = Math.max(SHORTEST, now - windowBegan);
    double measured = Math.max(lastRate, count * (double) WINDOW / elapsed);
    if (rate == Double.POSITIVE_INFINITY) {
      slowedSince = now;
      tooMuch = lastRate > 0 ? Math.min(measured, cap) : cap;
      rate = Math.min(measured, cap);
    } else if (succeeded) {
      tooMuch = rate;
    }
    rate = Math.max(LEAST, rate / 2);
    beginWindow(now);
    justCut = true;
    succeeded = false;
    setInterval();
  }

  private synchronized void endWindow(long now) {
    long length = now - windowBegan;
    if (length < WINDOW) {
      return;
    }
    long count = sent.sum() - sentBefore;
    // A time in which next to nothing was sent says nothing of what would be too much.
    lastRate = count < WORTH_NOTICING ? 0 : count * (double) WINDOW / length;
    boolean calm = throttled * WORTH_NOTICING < Math.max(1, count);
    boolean slow = rate < Double.POSITIVE_INFINITY;
    if (waited && rate > cap) {
      cappedWindows++;
    }
    if (slow && calm) {
      if (waited) {
        rate = rate < tooMuch / 2 ? Math.min(2 * rate, tooMuch / 2) : rate + 1 + tooMuch / 20;
      } else {
        rate = Double.POSITIVE_INFINITY;
        slowed += now - slowedSince;
      }
      setInterval();
    }
    beginWindow(now);
  }

  private void beginWindow(long now) {
    windowBegan = now;
    sentBefore = sent.sum();
    throttled = 0;
    justCut = false;
    waited = false;
  }

  private void setInterval() {
    double now = Math.min(rate, cap);
    interval = now == Double.POSITIVE_INFINITY ? 0 : Math.max(1, (long) (WINDOW / now));
  }

  /// For how long requests were held back because the store had asked for it.
  synchronized Duration slowedFor() {
    boolean slow = rate < Double.POSITIVE_INFINITY;
    return Duration.ofNanos(slowed + (slow ? clock.nanos() - slowedSince : 0));
  }

  /// For how long requests were held back by the cap alone.
  synchronized Duration cappedFor() {
    return Duration.ofNanos(cappedWindows * WINDOW);
  }
}
