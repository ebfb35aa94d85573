package dev.lockstep.endpoint;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;

/// Time that passes only while everybody waits for it, and then in no time. Everybody is: so many
/// threads as there are, each either at work or waiting here.
public final class VirtualClock implements WaitingClock {
  private final PriorityQueue<Sleeper> sleepers =
      new PriorityQueue<>(Comparator.comparingLong(Sleeper::until));
  private int atWork;
  private long now;

  private record Sleeper(long until, CountDownLatch awake) {}

  /// @param threads how many there are
  public VirtualClock(int threads) {
    atWork = threads;
  }

  /// A thread's work has come to its end.
  public synchronized void leave() {
    stopWork();
  }

  private void stopWork() {
    atWork--;
    Sleeper first = sleepers.peek();
    if (atWork == 0 && first != null) {
      now = first.until();
      for (Sleeper next = first; next != null && next.until() == now; next = sleepers.peek()) {
        sleepers.remove();
        atWork++;
        next.awake().countDown();
      }
    }
  }

  @Override
  public synchronized long nanos() {
    return now;
  }

  public Duration time() {
    return Duration.ofNanos(nanos());
  }

  @Override
  public void await(long nanos) {
    if (nanos <= 0) {
      return;
    }
    CountDownLatch awake = new CountDownLatch(1);
    synchronized (this) {
      sleepers.add(new Sleeper(now + nanos, awake));
      stopWork();
    }
    try {
      awake.await();
    } catch (InterruptedException e) {
      throw new AssertionError("Nobody is interrupted", e);
    }
  }
}
