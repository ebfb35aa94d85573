package dev.lockstep.s3.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.s3.wire.ScriptedServer.Reply;
import dev.lockstep.s3.wire.ScriptedServer.Request;
import dev.lockstep.s3.wire.WireException.Stage;
import dev.lockstep.testkit.UnknownCertificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final Reply OK = Reply.of(200, "", "fine");

  @TempDir private static Path directory;

  /// For `localhost`.
  private static UnknownCertificate certificate;

  private final Connections connections = connections(Proxies.NONE);

  @BeforeAll
  static void makeCertificate() throws Exception {
    certificate = UnknownCertificate.in(directory);
  }

  private static Path bundle() {
    return certificate.pem();
  }

  private static Connections connections(Proxies proxies) {
    return new Connections(proxies, TlsTrust.of(bundle()), TimeLimits.USUAL);
  }

  @AfterEach
  void close() {
    connections.close();
  }

  private static ScriptedServer serve(Function<Request, Reply> script) throws IOException {
    return ScriptedServer.start(certificate.context().getServerSocketFactory(), script);
  }

  private static String fetch(Connections over, ScriptedServer server, ObjectBody body)
      throws IOException {
    return fetch(over, server.tlsOrigin("localhost"), body);
  }

  private static String fetch(Connections over, Origin origin, ObjectBody body) throws IOException {
    String head = "PUT /x HTTP/1.1\r\ncontent-length: " + body.length() + "\r\n\r\n";
    WireRequest request =
        new WireRequest(ByteBuffer.wrap(head.getBytes(ISO_8859_1)), body, true, true, false, false);
    try (Exchange exchange = over.exchange(origin, request)) {
      AnswerBody.Bytes bytes = exchange.body().readAll(new byte[0], 64 << 20);
      return bytes.start(bytes.length());
    }
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @Test
  void exchangesBodiesOfAnySizeOverOneConnection() throws IOException {
    try (ScriptedServer server = serve(request -> Reply.of(200, "", request.body()))) {
      for (int length : new int[] {0, 1, 16_000, 16_384, 16_385, 100_000, 3_000_000}) {
        byte[] bytes = noise(length);
        String expected = new String(bytes, ISO_8859_1);
        assertThat(fetch(connections, server, ObjectBody.of(bytes))).isEqualTo(expected);
        ObjectBody streamed =
            new ObjectBody.Streamed(
                Channels.newChannel(new ByteArrayInputStream(bytes)), bytes.length);
        assertThat(fetch(connections, server, streamed)).isEqualTo(expected);
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void readsIntoBuffersOfAnySize() throws IOException {
    byte[] bytes = noise(400_000);
    Reply reply = Reply.of(200, "", new String(bytes, ISO_8859_1));
    try (ScriptedServer server = serve(_ -> reply)) {
      for (int size : new int[] {7, 1000, 16_384, 20_000, 70_000}) {
        WireRequest request =
            new WireRequest(
                ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes(ISO_8859_1)),
                ObjectBody.EMPTY,
                true,
                true,
                false,
                false);
        try (Exchange exchange = connections.exchange(server.tlsOrigin("localhost"), request)) {
          ByteBuffer all = ByteBuffer.allocate(bytes.length);
          ByteBuffer part = ByteBuffer.allocateDirect(size);
          while (exchange.body().read(part) >= 0) {
            all.put(part.flip());
            part.clear();
          }
          assertThat(all.array()).isEqualTo(bytes);
        }
      }
    }
  }

  @Test
  void noticesThatAConnectionWasClosedWhileIdle() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (ScriptedServer server =
        serve(request -> request.connection() == 1 ? OK.thenClosed(closed) : OK)) {
      fetch(connections, server, ObjectBody.EMPTY);
      closed.await();
      ObjectBody once =
          new ObjectBody.Streamed(Channels.newChannel(new ByteArrayInputStream(noise(9))), 9);
      assertThat(fetch(connections, server, once)).isEqualTo("fine");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void takesNoCutOffBodyForAWholeOne() throws IOException {
    Reply cut = Reply.raw("HTTP/1.1 200 X\r\nContent-Length: 10\r\n\r\n01234").thenClosed();
    try (ScriptedServer server = serve(_ -> cut)) {
      WireException failure =
          catchThrowableOfType(
              WireException.class, () -> fetch(connections, server, ObjectBody.EMPTY));
      assertThat(failure.stage()).isEqualTo(Stage.CUT_OFF);
    }
  }

  @Test
  void trustsNoCertificateThatItDoesNotKnow() throws IOException {
    try (ScriptedServer server = serve(_ -> OK);
        Connections strangers =
            new Connections(Proxies.NONE, TlsTrust.of(null), TimeLimits.USUAL)) {
      WireException failure =
          catchThrowableOfType(
              WireException.class, () -> fetch(strangers, server, ObjectBody.EMPTY));
      assertThat(failure.stage()).isEqualTo(Stage.UNTRUSTED);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void trustsACertificateUnderItsOwnNameAlone() throws IOException {
    try (ScriptedServer server = serve(_ -> OK)) {
      Origin byAddress = server.tlsOrigin("127.0.0.1");
      WireException failure =
          catchThrowableOfType(
              WireException.class, () -> fetch(connections, byAddress, ObjectBody.EMPTY));
      assertThat(failure.stage()).isEqualTo(Stage.UNTRUSTED);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void speaksWithServersThatKnowOnlyTls12() throws IOException {
    try (ScriptedServer server = ScriptedServer.start(new Tls12Factory(), _ -> OK)) {
      for (int i = 0; i < 3; i++) {
        assertThat(fetch(connections, server, ObjectBody.of(noise(50_000)))).isEqualTo("fine");
      }
    }
  }

  private static final class Tls12Factory extends ServerSocketFactory {
    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
        throws IOException {
      SSLServerSocket socket =
          (SSLServerSocket)
              certificate
                  .context()
                  .getServerSocketFactory()
                  .createServerSocket(port, backlog, address);
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      return socket;
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
      return createServerSocket(port, 50, InetAddress.getLoopbackAddress());
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
      return createServerSocket(port, backlog, InetAddress.getLoopbackAddress());
    }
  }

  @Test
  void saysWhyNoSessionCameAboutWhereTheServerSpeaksNoTls() throws IOException {
    Duration patience = Duration.ofMillis(100);
    TimeLimits brief = new TimeLimits(patience, patience, patience, patience, patience);
    try (ScriptedServer plain = ScriptedServer.start(_ -> OK);
        Connections hasty = new Connections(Proxies.NONE, TlsTrust.of(bundle()), brief)) {
      WireException failure =
          catchThrowableOfType(WireException.class, () -> fetch(hasty, plain, ObjectBody.EMPTY));
      assertThat(failure.stage()).isIn(Stage.UNTRUSTED, Stage.NOT_CONNECTED);
    }
  }

  @Test
  void takesAnybodyForTheServerWhereThatIsAskedFor() throws IOException {
    try (ScriptedServer server = serve(_ -> OK);
        Connections trusting =
            new Connections(Proxies.NONE, TlsTrust.unverified(), TimeLimits.USUAL)) {
      for (String host : new String[] {"localhost", "127.0.0.1"}) {
        assertThat(fetch(trusting, server.tlsOrigin(host), ObjectBody.EMPTY)).isEqualTo("fine");
      }
    }
  }

  /// Each byte by itself comes in time.
  @Test
  void givesUpOnAHandshakeThatOnlyDrips() throws IOException {
    Duration patience = Duration.ofMillis(300);
    TimeLimits brief = new TimeLimits(patience, patience, patience, patience, patience);
    try (ServerSocket dripping = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Connections hasty = new Connections(Proxies.NONE, TlsTrust.of(bundle()), brief)) {
      Thread.ofVirtual().start(() -> drip(dripping));
      Origin origin = new Origin(true, "localhost", dripping.getLocalPort());
      WireException failure =
          catchThrowableOfType(WireException.class, () -> fetch(hasty, origin, ObjectBody.EMPTY));
      assertThat(failure.stage()).isEqualTo(Stage.NOT_CONNECTED);
    }
  }

  /// A handshake's record of 16 KiB, whose bytes come one by one for ten seconds.
  private static void drip(ServerSocket server) {
    try (Socket connection = server.accept()) {
      OutputStream out = connection.getOutputStream();
      out.write(new byte[] {22, 3, 3, 0x40, 0});
      for (int i = 0; i < 100; i++) {
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        out.write(0);
      }
    } catch (IOException _) {
      // The client has gone.
    }
  }

  @Test
  void goesThroughATunnel() throws IOException {
    try (ScriptedServer server = serve(_ -> OK);
        Tunnel tunnel = new Tunnel(server);
        Connections through =
            connections(Proxies.ofEnvironment(Map.of("https_proxy", tunnel.url())))) {
      assertThat(fetch(through, server, ObjectBody.of(noise(100_000)))).isEqualTo("fine");
      assertThat(tunnel.asked).startsWith("CONNECT localhost:").contains("\r\nhost: localhost:");
    }
  }

  /// A proxy for one connection.
  private static final class Tunnel implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private volatile String asked = "";

    Tunnel(ScriptedServer server) throws IOException {
      Thread.ofVirtual().start(() -> run(server.url().getPort()));
    }

    String url() {
      return "http://127.0.0.1:" + socket.getLocalPort();
    }

    private void run(int port) {
      try (Socket client = socket.accept();
          Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
          head.append((char) client.getInputStream().read());
        }
        asked = head.toString();
        client.getOutputStream().write("HTTP/1.1 200 Go\r\n\r\n".getBytes(ISO_8859_1));
        Thread back = Thread.ofVirtual().start(() -> pipe(target, client));
        pipe(client, target);
        back.join();
      } catch (IOException _) {
        // One end has gone.
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    private static void pipe(Socket from, Socket to) {
      try {
        from.getInputStream().transferTo(to.getOutputStream());
        to.shutdownOutput();
      } catch (IOException _) {
        // One end has gone.
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
