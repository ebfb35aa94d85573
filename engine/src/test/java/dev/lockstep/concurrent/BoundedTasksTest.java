package dev.lockstep.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BoundedTasksTest {
  private final BoundedTasks tasks = new BoundedTasks("test-");

  @Test
  void runsAsManyAtOnceAsThereAreSlotsAndNoMore() {
    CyclicBarrier three = new CyclicBarrier(3);
    Semaphore slots = new Semaphore(3);
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger ran = new AtomicInteger();

    try (tasks) {
      for (int i = 0; i < 201; i++) {
        tasks.start(
            slots,
            () -> {
              most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
              meet(three);
              atOnce.decrementAndGet();
              ran.incrementAndGet();
            });
      }
    }

    assertThat(ran).hasValue(201);
    assertThat(most.get()).isEqualTo(3);
    assertThat(slots.availablePermits()).isEqualTo(3);
  }

  @Test
  void throwsWhatTheFirstHasThrownAndBeginsNoOther() {
    Semaphore slots = new Semaphore(1);
    IllegalStateException why = new IllegalStateException("why");
    AtomicInteger ran = new AtomicInteger();

    try (tasks) {
      tasks.start(
          slots,
          () -> {
            throw why;
          });
      slots.acquireUninterruptibly();
      slots.release();

      assertThatThrownBy(() -> tasks.start(slots, ran::incrementAndGet)).isSameAs(why);
      tasks.fail(new IllegalArgumentException("later"));
    }

    assertThat(ran).hasValue(0);
    assertThat(tasks.hasFailed()).isTrue();
    assertThatThrownBy(tasks::throwIfFailed).isSameAs(why);
    assertThat(slots.availablePermits()).isEqualTo(1);
  }

  @Test
  void tellsAnErrorAsItIs() {
    StackOverflowError why = new StackOverflowError();
    try (tasks) {
      tasks.start(
          new Semaphore(1),
          () -> {
            throw why;
          });
    }

    assertThatThrownBy(tasks::throwIfFailed).isSameAs(why);
  }

  @Test
  void knowsWhetherMostHadToWait() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch wait = new CountDownLatch(2);
    Semaphore slots = countingWaits(1, wait);
    tasks.start(slots, () -> await(go));
    assertThat(tasks.wereMostlyWaiting()).isFalse();

    Thread second = Thread.ofVirtual().start(() -> tasks.start(slots, () -> {}));
    Thread third = Thread.ofVirtual().start(() -> tasks.start(slots, () -> {}));
    await(wait);
    assertThat(tasks.wereMostlyWaiting()).isTrue();

    go.countDown();
    second.join();
    third.join();
    tasks.close();
    assertThatCode(tasks::throwIfFailed).doesNotThrowAnyException();
  }

  @Test
  void hasTasksWaitInLineAndWhoeverBringsThemForAPlaceInIt() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(4);
    Semaphore places = countingWaits(3, asked);
    Semaphore slots = new Semaphore(1, true);
    AtomicInteger ran = new AtomicInteger();
    Runnable task =
        () -> {
          await(go);
          ran.incrementAndGet();
        };

    for (int i = 0; i < 3; i++) {
      tasks.queue(places, slots, task);
    }
    Thread fourth = Thread.ofVirtual().start(() -> tasks.queue(places, slots, task));
    await(asked);
    assertThat(places.availablePermits()).isEqualTo(0);
    assertThat(fourth.isAlive()).isTrue();

    go.countDown();
    fourth.join();
    tasks.close();
    assertThat(ran).hasValue(4);
    assertThat(places.availablePermits()).isEqualTo(3);
    assertThat(slots.availablePermits()).isEqualTo(1);
  }

  @Test
  void dropsWhatIsInLineWhenOneHasFailed() {
    Semaphore slots = new Semaphore(1, true);
    AtomicInteger ran = new AtomicInteger();

    slots.acquireUninterruptibly();
    for (int i = 0; i < 5; i++) {
      tasks.queue(new Semaphore(1), slots, ran::incrementAndGet);
    }
    tasks.fail(new IllegalStateException("why"));
    slots.release();
    tasks.close();

    assertThat(ran).hasValue(0);
    assertThat(slots.availablePermits()).isEqualTo(1);
  }

  private static Semaphore countingWaits(int permits, CountDownLatch waits) {
    return new Semaphore(permits) {
      private static final long serialVersionUID = 1L;

      @Override
      public void acquireUninterruptibly() {
        waits.countDown();
        super.acquireUninterruptibly();
      }
    };
  }

  private static void meet(CyclicBarrier others) {
    try {
      others.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
