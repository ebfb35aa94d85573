package dev.lockstep.s3.wire;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Looks after the connections twice a second: ends waits that last too long and connections that
/// nobody uses. Works while there are any, and ends with them.
final class Watchdog {
  private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(500);

  private final Connections connections;
  private boolean running;

  Watchdog(Connections connections) {
    this.connections = connections;
  }

  /// To be called whenever there is a new connection.
  synchronized void wake() {
    if (!running) {
      running = true;
      Thread.ofVirtual().name("s3-connection-watchdog").start(this::watch);
    }
  }

  private void watch() {
    while (mayGoOn()) {
      LockSupport.parkNanos(PERIOD);
      connections.inspect(System.nanoTime());
    }
  }

  private synchronized boolean mayGoOn() {
    running = connections.any();
    return running;
  }
}
