package dev.lockstep.sandbox.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Listens on loopback and serves each connection on a virtual thread.
public final class HttpServer implements AutoCloseable {
  private static final int BACKLOG = 1024;

  private final ServerSocket listener;
  private final HttpHandler handler;
  private final InstantSource clock;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /// Starts to listen.
  ///
  /// @param port 0 for any
  /// @param tls null for plain HTTP
  public HttpServer(int port, @Nullable SSLContext tls, HttpHandler handler, InstantSource clock) {
    this.handler = handler;
    this.clock = clock;
    try {
      listener =
          tls == null ? new ServerSocket() : tls.getServerSocketFactory().createServerSocket();
      listener.setReuseAddress(true);
      listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't listen on port " + port, e);
    }
    Thread.ofPlatform().daemon().name("sandbox-" + port()).start(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!closed) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        if (closed) {
          socket.close();
        }
        Thread.ofVirtual().name("sandbox-connection").start(() -> serve(socket));
      } catch (IOException e) {
        if (!closed && listener.isClosed()) {
          return;
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      new HttpConnection(socket, handler, clock).serve();
    } catch (IOException e) {
      // The other side has gone, or sends what is no HTTP: there is nobody to tell.
    } finally {
      open.remove(socket);
    }
  }

  /// Stops listening and drops what is open. Calls under way end when they next use a connection.
  @Override
  public void close() {
    closed = true;
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Can't stop listening", e);
    }
  }
}
