package dev.lockstep.concurrent;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Tasks that run on virtual threads of their own, as many at once as the slots that they are given
/// allow. Whoever starts one waits for its slot, or has it wait in line. After one has thrown no
/// other begins, and whoever asks is thrown the same. Any thread may call.
public final class BoundedTasks implements AutoCloseable {
  private final ExecutorService threads;
  private final LongAdder begun = new LongAdder();
  private final LongAdder waited = new LongAdder();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /// @param name of the threads, before their numbers
  public BoundedTasks(String name) {
    this.threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name, 0).factory());
  }

  /// Starts a task as soon as there is a slot for it, and waits until then. The slot is free again
  /// when the task has ended. A task that had to wait while another one failed is dropped.
  ///
  /// Throws what a task before it has thrown.
  public void start(Semaphore slots, Runnable task) {
    throwIfFailed();
    begun.increment();
    if (!slots.tryAcquire()) {
      waited.increment();
      slots.acquireUninterruptibly();
    }
    run(slots, () -> runUnlessFailed(task));
  }

  /// Puts a task in line for a slot, and waits for nothing but a place in the line. The task keeps
  /// its place until it has ended, so there are as many places as may run and wait together. A task
  /// that stands in line while another one fails is dropped.
  ///
  /// Throws what a task before it has thrown.
  ///
  /// @param slots fair ones, so that who comes first is served first
  public void queue(Semaphore places, Semaphore slots, Runnable task) {
    throwIfFailed();
    begun.increment();
    places.acquireUninterruptibly();
    run(places, () -> inTurn(slots, task));
  }

  private void run(Semaphore taken, Runnable task) {
    try {
      threads.execute(() -> {
        try {
          task.run();
        } finally {
          taken.release();
        }
      });
    } catch (RuntimeException | Error e) {
      taken.release();
      throw e;
    }
  }

  private void inTurn(Semaphore slots, Runnable task) {
    if (slots.availablePermits() == 0) {
      waited.increment();
    }
    slots.acquireUninterruptibly();
    try {
      runUnlessFailed(task);
    } finally {
      slots.release();
    }
  }

  private void runUnlessFailed(Runnable task) {
    if (failure.get() == null) {
      try {
        task.run();
      } catch (Throwable e) {
        fail(e);
      }
    }
  }

  /// Ends it as if a task had thrown this.
  public void fail(Throwable why) {
    failure.compareAndSet(null, why);
  }

  public boolean hasFailed() {
    return failure.get() != null;
  }

  /// Throws what a task has thrown, if one has. Only after [#close] is it known that none will.
  public void throwIfFailed() {
    switch (failure.get()) {
      case null -> {}
      case Error e -> throw e;
      case RuntimeException e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  /// Whether most tasks had to wait until others had ended: more slots might have been faster.
  public boolean wereMostlyWaiting() {
    return begun.sum() > 0 && 2 * waited.sum() > begun.sum();
  }

  /// Waits until all tasks have ended.
  @Override
  public void close() {
    threads.close();
  }
}
