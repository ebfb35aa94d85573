package dev.lockstep.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/// The connection by which a store is read: by one thread at a time, each for a short while.
final class Reading implements AutoCloseable {
  /// What is asked.
  @FunctionalInterface
  interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  private final Path file;
  private final Connection connection;
  private final ReentrantLock lock = new ReentrantLock();

  Reading(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /// @throws dev.lockstep.state.StateException when there is no answer
  <T> T ask(Question<T> question) {
    lock.lock();
    try {
      return question.ask(connection);
    } catch (SQLException e) {
      throw Failures.of(file, e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw Failures.of(file, e);
    } finally {
      lock.unlock();
    }
  }
}
