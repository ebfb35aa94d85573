package dev.lockstep.sandbox.fault;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Stands before a server that speaks S3 over plain HTTP, on loopback, and does to its answers and
/// to its connections what a plan says.
///
/// Requests go on as they came, head and all: the signature covers `Host`, which stays the proxy's,
/// and servers check it against what they receive. Messages are held whole, and each request has a
/// connection of its own to the server. Listings of 1,000 rows come in small pages.
public final class FaultProxy implements AutoCloseable {
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final InetSocketAddress server;
  private final ProxiedListing listings;
  private final HttpLies lies;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ServerSocket stranger;
  private final List<String> toStranger = new CopyOnWriteArrayList<>();
  private final LongAdder requests = new LongAdder();
  private final int port;
  private volatile FaultPlan plan = FaultPlan.none();
  private volatile @Nullable Doorkeeper doorkeeper;
  private ServerSocket listener;
  private Thread acceptor;
  private @Nullable Socket deaf;
  private boolean closed;

  private FaultProxy(URI server, int pageSize, InstantSource clock) throws IOException {
    this.server = new InetSocketAddress(server.getHost(), server.getPort());
    this.listings = new ProxiedListing(pageSize);
    this.stranger = listen(0);
    this.lies = new HttpLies(clock, "http://127.0.0.1:" + stranger.getLocalPort());
    this.listener = listen(0);
    this.port = listener.getLocalPort();
    this.acceptor = accept(listener, this::serve);
    accept(stranger, this::serveAsStranger);
  }

  /// @param server where the server listens; plain HTTP with a port
  /// @param pageSize how many objects a page of a listing has
  /// @param clock by which the store's clock is an hour ahead
  public static FaultProxy before(URI server, int pageSize, InstantSource clock) {
    try {
      return new FaultProxy(server, pageSize, clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
    return socket;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// From now on this happens.
  public void plan(FaultPlan next) {
    plan = next;
  }

  /// From now on somebody looks at each step of each request, and nothing else is done to them.
  public void watch(Doorkeeper next) {
    doorkeeper = next;
  }

  /// From now on nothing goes wrong, and what was refused is taken again.
  public synchronized void lift() {
    plan.lift();
    if (listener.isClosed() && !closed) {
      try {
        // First the one, then the other: the port is never free for somebody else.
        listener = listen(port);
        if (deaf != null) {
          deaf.close();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      acceptor = accept(listener, this::serve);
    }
  }

  /// How many requests have come.
  public long requests() {
    return requests.sum();
  }

  /// The heads of requests that followed a redirect to another host.
  public List<String> toStranger() {
    return List.copyOf(toStranger);
  }

  // Connections
  // ------------------------------------------------------------------------------------

  private interface Serving {
    void serve(Socket client, InputStream in) throws IOException;
  }

  private Thread accept(ServerSocket from, Serving serving) {
    return Thread.ofVirtual()
        .name("fault-proxy")
        .start(() -> {
          while (true) {
            try {
              Socket client = from.accept();
              open.add(client);
              Thread.ofVirtual().start(() -> serve(client, serving));
            } catch (IOException _) {
              return;
            }
          }
        });
  }

  private void serve(Socket client, Serving serving) {
    try (client) {
      client.setTcpNoDelay(true);
      serving.serve(client, new BufferedInputStream(client.getInputStream()));
    } catch (IOException _) {
      // One of the two has gone, and takes the other along.
    } finally {
      open.remove(client);
    }
  }

  private void serveAsStranger(Socket client, InputStream in) throws IOException {
    HttpMessage request = HttpMessage.readHead(in);
    if (request != null) {
      toStranger.add(new String(request.head(), StandardCharsets.ISO_8859_1));
    }
  }

  private void serve(Socket client, InputStream in) throws IOException {
    HttpMessage head = HttpMessage.readHead(in);
    while (head != null && serveOne(client, in, head)) {
      head = HttpMessage.readHead(in);
    }
  }

  /// @return whether the connection serves another request
  private boolean serveOne(Socket client, InputStream in, HttpMessage head) throws IOException {
    requests.increment();
    FaultPlan now = plan;
    Asked asked = S3Question.of(head).asked();
    Doorkeeper door = doorkeeper;
    if (door != null) {
      return serveWatched(client, in, head, new Visit(door, asked));
    }
    Fault fault = now.at(asked);
    if (fault == Fault.Breakage.CLOSED_AFTER_HEAD) {
      now.injected(asked);
      return false;
    }
    if (head.header("expect") != null) {
      client.getOutputStream().write(CONTINUE);
    }
    S3Question question = S3Question.of(head.without("expect").withRequestBody(in));
    if (fault == Fault.Breakage.REFUSED) {
      now.injected(asked);
      stopListening();
      return false;
    }
    if (fault == Fault.Breakage.STALLED) {
      now.injected(asked);
      return isHungUp(in);
    }
    HttpMessage truth = truth(flippedIf(fault == Fault.Lie.BIT_FLIPPED_IN_WRITE, question), fault);
    HttpMessage told = fault == null ? null : told(fault, question, truth);
    if (told != null || fault == Fault.Lie.BIT_FLIPPED_IN_WRITE) {
      now.injected(asked);
    }
    HttpMessage answer = told == null ? truth : told;
    Delivery delivery = new Delivery(client, in, question.isHead());
    return switch (fault) {
      case Fault.Breakage breakage -> {
        if (Delivery.suits(breakage, answer)) {
          now.injected(asked);
        }
        yield delivery.broken(breakage, answer);
      }
      case Fault.Lie lie ->
          lie == Fault.Lie.NO_LENGTH ? delivery.withoutEnd(answer) : delivery.whole(answer);
      case Fault.Status _, Fault.Paging _ -> delivery.whole(answer);
      case null -> delivery.whole(answer);
    };
  }

  /// @return whether the connection serves another request
  private boolean serveWatched(Socket client, InputStream in, HttpMessage head, Visit visit)
      throws IOException {
    try (visit) {
      if (!visit.passes(Doorkeeper.Moment.BEGUN)) {
        return false;
      }
      if (head.header("expect") != null) {
        client.getOutputStream().write(CONTINUE);
      }
      S3Question question = S3Question.of(head.without("expect").withRequestBody(in));
      if (!visit.passes(Doorkeeper.Moment.READ)) {
        return false;
      }
      HttpMessage answer = truth(question, null);
      visit.answered(answer.status());
      return visit.passes(Doorkeeper.Moment.CARRIED_OUT)
          && new Delivery(client, in, question.isHead())
              .inHalves(answer, () -> visit.passes(Doorkeeper.Moment.HALF_TOLD))
          && visit.passes(Doorkeeper.Moment.TOLD);
    }
  }

  /// Waits until the client ends the connection.
  static boolean isHungUp(InputStream in) throws IOException {
    while (in.read() >= 0) {
      // It talks to nobody.
    }
    return false;
  }

  private static S3Question flippedIf(boolean flipped, S3Question question) {
    if (!flipped) {
      return question;
    }
    HttpMessage request = question.request();
    return S3Question.of(
        new HttpMessage(request.start(), request.headers(), PortLies.flip(request.body().clone())));
  }

  /// What the fault makes of an answer; null where it has nothing to do with it.
  private @Nullable HttpMessage told(Fault fault, S3Question question, HttpMessage truth) {
    if (!(fault instanceof Fault.Paging paging)) {
      HttpMessage instead = lies.instead(fault, question);
      return instead == null && fault instanceof Fault.Lie lie
          ? HttpLies.changed(lie, question, truth)
          : instead;
    }
    return ProxiedListing.isWholePage(question) && truth.status() == 200
        ? listings.faulty(question, paging)
        : null;
  }

  /// What the server says: nothing, where it is not to be asked.
  private HttpMessage truth(S3Question question, @Nullable Fault fault) throws IOException {
    HttpMessage instead = fault == null ? null : lies.instead(fault, question);
    HttpMessage continued = instead == null ? listings.continued(question) : instead;
    if (continued != null) {
      return continued;
    }
    HttpMessage answer = fromServer(question);
    boolean listed = answer.status() == 200 && ProxiedListing.isWholePage(question);
    HttpMessage page = listed ? listings.first(question, answer) : null;
    return page == null ? answer : page;
  }

  private HttpMessage fromServer(S3Question question) throws IOException {
    try (Socket upstream = new Socket(server.getAddress(), server.getPort())) {
      open.add(upstream);
      upstream.setTcpNoDelay(true);
      upstream.getOutputStream().write(question.request().bytes());
      InputStream in = new BufferedInputStream(upstream.getInputStream());
      HttpMessage head = HttpMessage.readHead(in);
      if (head == null) {
        throw new IOException("The server closed the connection");
      }
      boolean empty = question.isHead() || head.status() == 204 || head.status() == 304;
      return empty ? head : head.withAnswerBody(in);
    } finally {
      open.removeIf(Socket::isClosed);
    }
  }

  // Life
  // -------------------------------------------------------------------------------------------

  /// The port stays ours, as a socket that doesn't listen: another test must not get it.
  private synchronized void stopListening() throws IOException {
    if (plan.lifted() || listener.isClosed()) {
      return;
    }
    listener.close();
    awaitTheEndOf(acceptor);
    open.forEach(FaultProxy::end);
    Socket reserved = new Socket();
    reserved.setReuseAddress(true);
    reserved.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    deaf = reserved;
  }

  /// Until the thread that was accepting is awake, the port is still listened at, whatever was
  /// closed.
  private static void awaitTheEndOf(Thread accepting) {
    try {
      accepting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is as good as closed.
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      listener.close();
      stranger.close();
      if (deaf != null) {
        deaf.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.forEach(FaultProxy::end);
  }
}
