package dev.lockstep.s3.wire;

import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.s3.wire.WireException.Stage;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The connections to all servers: each serves one request after another.
///
/// A server closes a connection that was idle for too long, and we learn of it only when we use it.
/// That is never a reason for a request to fail: one that may be sent twice is sent again over a
/// fresh connection, for others the connection is looked at first.
public final class Connections implements AutoCloseable {
  private static final long FRESH_ENOUGH = TimeUnit.SECONDS.toNanos(1);
  private static final int MOST_IDLE = 512;

  private final Connector connector;
  private final TimeLimits limits;
  private final PumpBuffers buffers = new PumpBuffers();
  private final Watchdog watchdog = new Watchdog(this);
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final Map<Origin, ArrayDeque<Connection>> idle = new ConcurrentHashMap<>();
  private final Set<Origin> silent = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  public Connections(Proxies proxies, TlsTrust trust, TimeLimits limits) {
    this.limits = limits;
    connector = new Connector(proxies, trust, limits);
  }

  /// Whether requests to this server go over a proxy that wants the whole URL.
  public boolean wantsWholeUrl(Origin origin) {
    return connector.wantsWholeUrl(origin);
  }

  /// What a proxy wants to be told with each request; null for nothing.
  public @Nullable String proxyAuthorization(Origin origin) {
    return connector.proxyAuthorization(origin);
  }

  /// Whether `Expect: 100-continue` is worth sending: unless the server once had nothing to say to
  /// it.
  public boolean answersContinue(Origin origin) {
    return !silent.contains(origin);
  }

  /// Sends a request and waits for the head of its answer.
  public Exchange exchange(Origin origin, WireRequest request) throws WireException {
    boolean again = request.repeatable() && request.body() instanceof ObjectBody.Buffered;
    Connection used = takeIdle(origin, !again);
    if (used != null) {
      try {
        return exchange(used, request, false);
      } catch (WireException e) {
        if (!again || e.stage() != Stage.NOT_ANSWERED || used.overdue() || gone()) {
          throw e;
        }
      }
    }
    return exchange(connect(origin), request, used != null);
  }

  private boolean gone() {
    return closed || Thread.currentThread().isInterrupted();
  }

  private Exchange exchange(Connection connection, WireRequest request, boolean repeated)
      throws WireException {
    boolean done = false;
    try {
      connection.exchange(request, buffers);
      if (connection.waitedInVain()) {
        silent.add(connection.origin());
      }
      AnswerBody body = new AnswerBody(connection, request.answerHasBody());
      done = true;
      return new Exchange(this, connection, body, repeated);
    } finally {
      if (!done) {
        release(connection, false);
      }
    }
  }

  private Connection connect(Origin origin) throws WireException {
    if (closed) {
      throw new WireException(Stage.NOT_CONNECTED, "The store has been closed", null);
    }
    Connection connection = connector.connect(origin);
    open.add(connection);
    if (closed) {
      connection.close();
    }
    watchdog.wake();
    return connection;
  }

  private @Nullable Connection takeIdle(Origin origin, boolean looked) {
    ArrayDeque<Connection> waiting = idle.get(origin);
    while (waiting != null) {
      Connection connection;
      synchronized (waiting) {
        connection = waiting.pollFirst();
      }
      if (connection == null) {
        return null;
      }
      boolean look = looked || System.nanoTime() - connection.idleSince() > FRESH_ENOUGH;
      if (!look || connection.quiet()) {
        return connection;
      }
      release(connection, false);
    }
    return null;
  }

  void release(Connection connection, boolean ended) {
    if (ended && !closed && connection.reusable()) {
      connection.idle(System.nanoTime());
      ArrayDeque<Connection> waiting =
          idle.computeIfAbsent(connection.origin(), _ -> new ArrayDeque<>());
      synchronized (waiting) {
        if (waiting.size() < MOST_IDLE) {
          waiting.addFirst(connection);
          return;
        }
      }
    }
    open.remove(connection);
    connection.close();
  }

  boolean any() {
    return !open.isEmpty();
  }

  /// For the watchdog.
  void inspect(long now) {
    for (Connection connection : open) {
      connection.closeIfOverdue(now);
    }
    for (ArrayDeque<Connection> waiting : idle.values()) {
      for (Connection old = pollOld(waiting, now); old != null; old = pollOld(waiting, now)) {
        release(old, false);
      }
    }
  }

  private @Nullable Connection pollOld(ArrayDeque<Connection> waiting, long now) {
    synchronized (waiting) {
      Connection oldest = waiting.peekLast();
      if (oldest == null || now - oldest.idleSince() < limits.idle().toNanos()) {
        return null;
      }
      return waiting.pollLast();
    }
  }

  /// Ends all connections; requests under way fail.
  @Override
  public void close() {
    closed = true;
    for (Connection connection : open) {
      connection.close();
    }
    open.clear();
  }
}
