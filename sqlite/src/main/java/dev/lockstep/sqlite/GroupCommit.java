package dev.lockstep.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Makes changes of many threads durable together: while one transaction is on its way to the disk,
/// those that come meanwhile gather for the next. A thread waits with its own change, so that no
/// more are gathered than there are threads. Any thread may call.
///
/// The writing is done by a platform thread: a virtual one would keep its carrier while the disk
/// works.
final class GroupCommit implements AutoCloseable {
  /// Part of a transaction.
  @FunctionalInterface
  interface Change {
    void apply() throws SQLException;
  }

  /// What changes are made of. All is called by one thread.
  interface Transaction {
    void begin() throws SQLException;

    void commit() throws SQLException;

    /// Takes back what was begun, if anything was.
    void rollback() throws SQLException;

    /// Does a piece of what can wait, in a transaction of its own.
    ///
    /// @return whether there is more
    boolean tidy() throws SQLException;
  }

  private record Waiting(Change change, CompletableFuture<Void> done) {}

  private static final int MOST_IN_ONE = 1000;

  private final Path file;
  private final Transaction transaction;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition gathered = lock.newCondition();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Thread thread;
  private boolean closed;

  GroupCommit(Path file, Transaction transaction, String name) {
    this.file = file;
    this.transaction = transaction;
    this.thread = Thread.ofPlatform().name(name).daemon().start(this::work);
  }

  /// Returns when the change is durable.
  ///
  /// @throws dev.lockstep.state.StateException when it is not; then nothing of it is there
  void commit(Change change) {
    Waiting mine = new Waiting(change, new CompletableFuture<>());
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("The map is closed");
      }
      waiting.add(mine);
      gathered.signal();
    } finally {
      lock.unlock();
    }
    try {
      mine.done().join();
    } catch (CompletionException e) {
      throw Failures.again(file, e.getCause());
    }
  }

  private void work() {
    boolean untidy = true;
    List<Waiting> group = take(untidy);
    while (group != null) {
      if (group.isEmpty()) {
        untidy = tidy();
      } else {
        write(group);
        untidy = true;
      }
      group = take(untidy);
    }
  }

  /// Those that are waiting; none at once where there is something to tidy up; null at the end.
  private @Nullable List<Waiting> take(boolean untidy) {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed && !untidy) {
        gathered.awaitUninterruptibly();
      }
      if (waiting.isEmpty() && closed) {
        return null;
      }
      List<Waiting> group = new ArrayList<>();
      while (!waiting.isEmpty() && group.size() < MOST_IN_ONE) {
        group.add(waiting.remove());
      }
      return group;
    } finally {
      lock.unlock();
    }
  }

  private void write(List<Waiting> group) {
    try {
      transaction.begin();
      for (Waiting one : group) {
        one.change().apply();
      }
      transaction.commit();
    } catch (Throwable e) {
      rollback(e);
      group.forEach(one -> one.done().completeExceptionally(e));
      return;
    }
    group.forEach(one -> one.done().complete(null));
  }

  /// What can't be tidied up now is left to the next writer: nobody waits for it.
  private boolean tidy() {
    try {
      return transaction.tidy();
    } catch (Throwable e) {
      rollback(e);
      return false;
    }
  }

  private void rollback(Throwable why) {
    try {
      transaction.rollback();
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }

  /// Waits until what was gathered is written.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      gathered.signal();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
