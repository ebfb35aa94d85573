package dev.lockstep.s3.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/// A server that says what a test tells it to say, and remembers what it was asked.
public final class ScriptedServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Function<Request, Reply> script;
  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<Socket> connections = Collections.synchronizedList(new ArrayList<>());

  private ScriptedServer(Function<Request, Reply> script) throws IOException {
    this.script = script;
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /// @param script what to reply to each request
  public static ScriptedServer start(Function<Request, Reply> script) throws IOException {
    return new ScriptedServer(script);
  }

  /// A request as it came.
  ///
  /// @param connection the number of its connection, from 1 on
  /// @param body all of it, unless the reply is to be sent before
  public record Request(int connection, String head, String body) {
    public String line() {
      return head.substring(0, head.indexOf('\r'));
    }

    /// The value of a header; empty when there is none.
    public String header(String name) {
      String start = "\r\n" + name + ":";
      int at = head.toLowerCase(Locale.ROOT).indexOf(start);
      return at < 0 ? "" : head.substring(at + start.length(), head.indexOf('\r', at + 2)).strip();
    }
  }

  /// What is sent.
  ///
  /// @param beforeBody whether it is sent without waiting for the request's body
  /// @param thenClose whether the connection is closed behind it; with its end, when that has
  ///   happened, `closed` is told
  public record Reply(String text, boolean beforeBody, boolean thenClose, CountDownLatch closed) {
    /// An answer whose length is told.
    public static Reply of(int status, String headers, String body) {
      return raw(
          "HTTP/1.1 "
              + status
              + " X\r\n"
              + headers
              + "Content-Length: "
              + length(body)
              + "\r\n\r\n"
              + body);
    }

    public static Reply raw(String text) {
      return new Reply(text, false, false, new CountDownLatch(1));
    }

    public Reply thenClosed() {
      return new Reply(text, beforeBody, true, closed);
    }

    public Reply thenClosed(CountDownLatch latch) {
      return new Reply(text, beforeBody, true, latch);
    }

    public Reply early() {
      return new Reply(text, true, thenClose, closed);
    }

    private static int length(String body) {
      return body.getBytes(ISO_8859_1).length;
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  public Origin origin() {
    return Origin.of(url());
  }

  public List<Request> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  public int connections() {
    return connections.size();
  }

  private void accept() {
    while (true) {
      try {
        Socket connection = socket.accept();
        connections.add(connection);
        int number = connections.size();
        Thread.ofVirtual().start(() -> serve(connection, number));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void serve(Socket connection, int number) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      OutputStream out = connection.getOutputStream();
      for (String head = head(in); !head.isEmpty(); head = head(in)) {
        Request request = new Request(number, head, "");
        boolean expects = !request.header("expect").isEmpty();
        Reply reply = expects ? script.apply(request) : null;
        if (reply == null || !reply.beforeBody()) {
          if (expects) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
          }
          request = new Request(number, head, body(in, request));
          reply = script.apply(request);
        }
        requests.add(request);
        out.write(reply.text().getBytes(ISO_8859_1));
        if (reply.thenClose()) {
          connection.close();
          reply.closed().countDown();
          return;
        }
      }
    } catch (IOException _) {
      // The client has gone.
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      head.append((char) c);
      if (c == '\n' && head.toString().endsWith("\r\n\r\n")) {
        return head.toString();
      }
    }
    return "";
  }

  private static String body(InputStream in, Request request) throws IOException {
    String length = request.header("content-length");
    return length.isEmpty() ? "" : new String(in.readNBytes(Integer.parseInt(length)), ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
    synchronized (connections) {
      for (Socket connection : connections) {
        connection.close();
      }
    }
  }
}
