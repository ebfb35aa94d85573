package dev.lockstep.s3.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.s3.wire.ScriptedServer.Reply;
import dev.lockstep.s3.wire.WireException.Stage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  private static final Reply OK = Reply.of(200, "", "fine");
  private static final int LARGE = 1 << 20;

  private final Connections connections = connections(TimeLimits.USUAL);

  private static Connections connections(TimeLimits limits) {
    return new Connections(Proxies.NONE, TlsTrust.of(null), limits);
  }

  @AfterEach
  void close() {
    connections.close();
  }

  private static WireRequest question() {
    return request("GET", ObjectBody.EMPTY, true, false);
  }

  private static WireRequest request(
      String method, ObjectBody body, boolean repeatable, boolean expects) {
    String head =
        method
            + " /x HTTP/1.1\r\nhost: h\r\ncontent-length: "
            + body.length()
            + (expects ? "\r\nexpect: 100-continue" : "")
            + "\r\n\r\n";
    return new WireRequest(
        ByteBuffer.wrap(head.getBytes(ISO_8859_1)), body, true, repeatable, false, expects);
  }

  private static ObjectBody.Streamed streamed(byte[] bytes) {
    return streamed(new ByteArrayInputStream(bytes), bytes.length);
  }

  private static ObjectBody.Streamed streamed(InputStream in, long length) {
    return new ObjectBody.Streamed(Channels.newChannel(in), length);
  }

  private String fetch(ScriptedServer server, WireRequest request) throws IOException {
    try (Exchange exchange = connections.exchange(server.origin(), request)) {
      return exchange.head().status() + " " + text(exchange.body());
    }
  }

  private static String text(AnswerBody body) throws IOException {
    AnswerBody.Bytes bytes = body.readAll(new byte[0], 1 << 20);
    return bytes.start(bytes.length());
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  // Keeping alive --------------------------------------------------------------------------------

  @Test
  void usesOneConnectionForRequestsOneAfterAnother() throws IOException {
    try (ScriptedServer server = ScriptedServer.start(_ -> OK)) {
      for (int i = 0; i < 20; i++) {
        assertThat(fetch(server, question())).isEqualTo("200 fine");
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  /// By then the name may mean another address.
  @Test
  void usesNoConnectionForEver() throws IOException {
    Duration some = Duration.ofSeconds(5);
    TimeLimits shortLived = new TimeLimits(some, some, some, some, some).withLife(Duration.ZERO);
    try (ScriptedServer server = ScriptedServer.start(_ -> OK);
        Connections ours = connections(shortLived)) {
      for (int i = 0; i < 3; i++) {
        try (Exchange exchange = ours.exchange(server.origin(), question())) {
          assertThat(text(exchange.body())).isEqualTo("fine");
        }
      }
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  @Test
  void dropsAConnectionWhoseAnswerWasNotReadToItsEnd() throws IOException {
    try (ScriptedServer server = ScriptedServer.start(_ -> OK)) {
      connections.exchange(server.origin(), question()).close();
      assertThat(fetch(server, question())).isEqualTo("200 fine");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void dropsAConnectionThatTheServerMeansToClose() throws IOException {
    Reply last = Reply.of(200, "Connection: close\r\n", "fine");
    try (ScriptedServer server = ScriptedServer.start(_ -> last)) {
      fetch(server, question());
      fetch(server, question());
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void dropsAConnectionThatSaysMoreThanItsAnswer() throws IOException {
    Reply talkative =
        Reply.raw("HTTP/1.1 200 X\r\nContent-Length: 4\r\n\r\nfineHTTP/1.1 500 X\r\n\r\n");
    try (ScriptedServer server = ScriptedServer.start(_ -> talkative)) {
      assertThat(fetch(server, question())).isEqualTo("200 fine");
      assertThat(fetch(server, question())).isEqualTo("200 fine");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void sendsAgainWhenTheConnectionWasClosedWhileIdle() throws Exception {
    for (ObjectBody body :
        new ObjectBody[] {
          ObjectBody.EMPTY, ObjectBody.of(noise(100)), ObjectBody.of(noise(LARGE))
        }) {
      CountDownLatch closed = new CountDownLatch(1);
      try (ScriptedServer server =
          ScriptedServer.start(request -> request.connection() == 1 ? OK.thenClosed(closed) : OK)) {
        fetch(server, question());
        closed.await();
        assertThat(fetch(server, request("PUT", body, true, false))).isEqualTo("200 fine");
        assertThat(server.connections()).isEqualTo(2);
      }
    }
  }

  @Test
  void looksFirstBeforeItSendsWhatCanBeSentOnlyOnce() throws Exception {
    byte[] bytes = noise(1000);
    for (WireRequest once :
        new WireRequest[] {
          request("POST", ObjectBody.of(bytes), false, false),
          request("PUT", streamed(bytes), true, false)
        }) {
      CountDownLatch closed = new CountDownLatch(1);
      try (ScriptedServer server =
          ScriptedServer.start(request -> request.connection() == 1 ? OK.thenClosed(closed) : OK)) {
        fetch(server, question());
        closed.await();
        assertThat(fetch(server, once)).isEqualTo("200 fine");
        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().getLast().body()).isEqualTo(new String(bytes, ISO_8859_1));
      }
    }
  }

  @Test
  void doesNotSendAgainWhatMayHaveArrived() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (ScriptedServer server =
        ScriptedServer.start(request -> {
          boolean write = request.line().startsWith("POST");
          return write && asked.incrementAndGet() == 1 ? Reply.raw("").thenClosed() : OK;
        })) {
      fetch(server, question());
      WireException failure =
          catchThrowableOfType(
              WireException.class,
              () -> fetch(server, request("POST", ObjectBody.EMPTY, false, false)));
      assertThat(failure.stage()).isEqualTo(Stage.NOT_ANSWERED);
      assertThat(asked).hasValue(1);
    }
  }

  @Test
  void failsWhenAFreshConnectionIsClosedWithoutAnAnswer() throws IOException {
    try (ScriptedServer server = ScriptedServer.start(_ -> Reply.raw("").thenClosed())) {
      WireException failure =
          catchThrowableOfType(WireException.class, () -> fetch(server, question()));
      assertThat(failure.stage()).isEqualTo(Stage.NOT_ANSWERED);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  // Bodies ---------------------------------------------------------------------------------------

  @Test
  void neverTakesACutOffBodyForAWholeOne() throws IOException {
    String whole = "HTTP/1.1 200 X\r\nContent-Length: 10\r\n\r\n0123456789";
    String chunked =
        "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n0123\r\n6;x=y\r\n456789\r\n0\r\nT: 1\r\n\r\n";
    for (String answer : new String[] {whole, chunked}) {
      for (int length = 1; length <= answer.length(); length++) {
        Reply reply = Reply.raw(answer.substring(0, length)).thenClosed();
        try (ScriptedServer server = ScriptedServer.start(_ -> reply)) {
          if (length == answer.length()) {
            assertThat(fetch(server, question())).isEqualTo("200 0123456789");
          } else {
            WireException failure =
                catchThrowableOfType(WireException.class, () -> fetch(server, question()));
            assertThat(failure.stage()).as(reply.text()).isEqualTo(Stage.CUT_OFF);
          }
        }
      }
    }
  }

  @Test
  void readsChunksHoweverTheyAreCut() throws IOException {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      byte[] bytes = noise(random.nextInt(70_000));
      String body = new String(bytes, ISO_8859_1);
      StringBuilder answer =
          new StringBuilder("HTTP/1.1 200 X\r\nTransfer-Encoding: Chunked\r\n\r\n");
      for (int at = 0; at < body.length(); ) {
        int length = Math.min(body.length() - at, 1 + random.nextInt(9000));
        answer.append(Integer.toHexString(length)).append(random.nextBoolean() ? "" : ";a=b");
        answer.append("\r\n").append(body, at, at + length).append("\r\n");
        at += length;
      }
      Reply reply = Reply.raw(answer.append("0\r\n\r\n").toString());
      try (ScriptedServer server = ScriptedServer.start(_ -> reply)) {
        assertThat(fetch(server, question())).isEqualTo("200 " + body);
        assertThat(fetch(server, question())).isEqualTo("200 " + body);
        assertThat(server.connections()).isEqualTo(1);
      }
    }
  }

  @Test
  void refusesSenselessFraming() throws IOException {
    for (String rest :
        new String[] {
          "Transfer-Encoding: chunked\r\n\r\nx\r\n",
          "Transfer-Encoding: chunked\r\n\r\n\r\n",
          "Transfer-Encoding: chunked\r\n\r\n-1\r\n",
          "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
          "Transfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n",
          "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
          "Transfer-Encoding: gzip\r\n\r\nabc",
          "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
          "Content-Length: -1\r\n\r\n"
        }) {
      Reply reply = Reply.raw("HTTP/1.1 200 X\r\n" + rest).thenClosed();
      try (ScriptedServer server = ScriptedServer.start(_ -> reply)) {
        WireException failure =
            catchThrowableOfType(WireException.class, () -> fetch(server, question()));
        assertThat(failure).as(rest).isNotNull();
        assertThat(failure.stage()).as(rest).isEqualTo(Stage.MALFORMED);
      }
    }
  }

  @Test
  void refusesAHeadWithoutEnd() throws IOException {
    Reply reply = Reply.raw("HTTP/1.1 200 X\r\nA: " + "x".repeat(300_000)).thenClosed();
    try (ScriptedServer server = ScriptedServer.start(_ -> reply)) {
      assertThatThrownBy(() -> fetch(server, question())).hasMessageContaining("too long");
    }
  }

  @Test
  void readsHeadsThatAreLargerThanUsual() throws IOException {
    String headers = ("X-Amz-Meta-%d: " + "v".repeat(200) + "\r\n").repeat(400);
    try (ScriptedServer server =
        ScriptedServer.start(_ -> Reply.of(200, headers.replace("%d", "a"), "fine"))) {
      assertThat(fetch(server, question())).isEqualTo("200 fine");
      assertThat(fetch(server, question())).isEqualTo("200 fine");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void skipsInterimAnswers() throws IOException {
    Reply reply =
        Reply.raw(
            "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Hints\r\nLink: x\r\n\r\n" + OK.text());
    try (ScriptedServer server = ScriptedServer.start(_ -> reply)) {
      assertThat(fetch(server, question())).isEqualTo("200 fine");
      assertThat(fetch(server, question())).isEqualTo("200 fine");
    }
  }

  // Sending streams ------------------------------------------------------------------------------

  @Test
  void sendsAStreamAsItIs() throws IOException {
    for (int length : new int[] {0, 1, 127 << 10, 128 << 10, (128 << 10) + 1, 700_000}) {
      for (boolean expects : new boolean[] {false, true}) {
        byte[] bytes = noise(length);
        try (ScriptedServer server = ScriptedServer.start(_ -> OK)) {
          assertThat(fetch(server, request("PUT", streamed(bytes), true, expects)))
              .isEqualTo("200 fine");
          assertThat(server.requests().getFirst().body()).isEqualTo(new String(bytes, ISO_8859_1));
        }
      }
    }
  }

  @Test
  void keepsTheStreamWhenTheServerRefusesBeforehand() throws IOException {
    Reply refusal = Reply.of(403, "", "no").early();
    ObjectBody untouched = new ObjectBody.Streamed(new FailingSource(0), LARGE);
    try (ScriptedServer server = ScriptedServer.start(_ -> refusal)) {
      assertThat(fetch(server, request("PUT", untouched, true, true))).isEqualTo("403 no");
    }
  }

  @Test
  void tellsAFailingSourceFromAFailingServer() throws IOException {
    try (ScriptedServer server = ScriptedServer.start(_ -> OK)) {
      for (ObjectBody.Streamed body :
          new ObjectBody.Streamed[] {
            new ObjectBody.Streamed(new FailingSource(200_000), LARGE),
            streamed(new ByteArrayInputStream(noise(99)), 100)
          }) {
        WireException failure =
            catchThrowableOfType(
                WireException.class, () -> fetch(server, request("PUT", body, true, false)));
        assertThat(failure.stage()).isEqualTo(Stage.BODY_FAILED);
      }
    }
  }

  /// Has some bytes, and then a fault.
  private static final class FailingSource implements ReadableByteChannel {
    private int left;

    FailingSource(int length) {
      left = length;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      if (left == 0) {
        throw new IOException("source is gone");
      }
      int count = Math.min(left, target.remaining());
      target.position(target.position() + count);
      left -= count;
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  @Test
  void hearsAnAnswerThatComesInTheMiddleOfABody() throws IOException {
    try (RefusingServer server =
        new RefusingServer(Reply.of(400, "Connection: close\r\n", "enough").text())) {
      byte[] bytes = noise(8 << 20);
      try (Exchange exchange =
          connections.exchange(server.origin(), request("PUT", streamed(bytes), true, false))) {
        assertThat(exchange.head().status()).isEqualTo(400);
      }
    }
  }

  /// Answers as soon as a request begins, and reads on for a while, but not to its end.
  private static final class RefusingServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

    RefusingServer(String answer) throws IOException {
      Thread.ofVirtual()
          .start(() -> {
            try (Socket connection = socket.accept()) {
              connection.getInputStream().readNBytes(1000);
              connection.getOutputStream().write(answer.getBytes(ISO_8859_1));
              connection.shutdownOutput();
              connection.getInputStream().readNBytes(4 << 20);
            } catch (IOException _) {
              // The client has gone.
            }
          });
    }

    Origin origin() {
      return new Origin(false, "127.0.0.1", socket.getLocalPort());
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  // Time and end ---------------------------------------------------------------------------------

  @Test
  void givesUpOnAServerThatSaysNothing() throws IOException {
    Duration brief = Duration.ofMillis(1);
    TimeLimits impatient =
        new TimeLimits(Duration.ofSeconds(5), brief, brief, brief, Duration.ofSeconds(5));
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Connections ours = connections(impatient)) {
      Origin origin = new Origin(false, "127.0.0.1", silent.getLocalPort());
      WireException failure =
          catchThrowableOfType(WireException.class, () -> ours.exchange(origin, question()));
      assertThat(failure.stage()).isEqualTo(Stage.NOT_ANSWERED);
      assertThat(failure).hasMessageContaining("Time ran out");
    }
  }

  @Test
  void givesUpOnABodyThatStalls() throws IOException {
    Duration brief = Duration.ofMillis(1);
    Duration patient = Duration.ofSeconds(20);
    TimeLimits limits = new TimeLimits(patient, patient, patient, brief, patient);
    Reply half = Reply.raw("HTTP/1.1 200 X\r\nContent-Length: 10\r\n\r\n01234");
    try (ScriptedServer server = ScriptedServer.start(_ -> half);
        Connections ours = connections(limits);
        Exchange exchange = ours.exchange(server.origin(), question())) {
      WireException failure =
          catchThrowableOfType(WireException.class, () -> text(exchange.body()));
      assertThat(failure.stage()).isEqualTo(Stage.CUT_OFF);
    }
  }

  /// A byte now and then is no progress.
  @Test
  void givesUpOnAnAnswerThatOnlyDrips() throws IOException {
    Duration patient = Duration.ofSeconds(20);
    TimeLimits limits =
        new TimeLimits(patient, Duration.ofMillis(1), patient, patient, patient)
            .withSlack(Duration.ofMillis(200));
    String headers = "HTTP/1.1 200 X\r\nContent-Length: 1000000\r\n";
    for (String answer : new String[] {headers + "A: ", headers + "\r\n"}) {
      try (DrippingServer server = new DrippingServer(answer);
          Connections ours = connections(limits)) {
        WireException failure =
            catchThrowableOfType(
                WireException.class,
                () -> {
                  try (Exchange exchange = ours.exchange(server.origin(), question())) {
                    text(exchange.body());
                  }
                });
        assertThat(failure.stage()).isEqualTo(Stage.CUT_OFF);
        assertThat(failure).hasMessageContaining("Time ran out");
        assertThat(server.dripped()).isGreaterThan(0);
      }
    }
  }

  /// Says how an answer begins, and then a byte each 20 ms, for ten seconds.
  private static final class DrippingServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final AtomicInteger dripped = new AtomicInteger();

    DrippingServer(String answer) throws IOException {
      Thread.ofVirtual()
          .start(() -> {
            try (Socket connection = socket.accept()) {
              connection.getOutputStream().write(answer.getBytes(ISO_8859_1));
              while (dripped.incrementAndGet() < 500) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                connection.getOutputStream().write('x');
              }
            } catch (IOException _) {
              // The client has gone.
            }
          });
    }

    int dripped() {
      return dripped.get();
    }

    Origin origin() {
      return new Origin(false, "127.0.0.1", socket.getLocalPort());
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /// As long as a server takes something, it is not dead.
  @Test
  void isPatientWithAServerThatTakesABodySlowly() throws Exception {
    Duration patient = Duration.ofSeconds(20);
    Duration brief = Duration.ofSeconds(1);
    TimeLimits limits = new TimeLimits(patient, brief, brief, brief, patient);
    byte[] bytes = noise(24 << 20);
    for (ObjectBody body : new ObjectBody[] {ObjectBody.of(bytes), streamed(bytes)}) {
      try (SlowServer server = new SlowServer(bytes.length);
          Connections ours = connections(limits)) {
        FutureTask<String> answer =
            new FutureTask<>(() -> {
              try (Exchange exchange =
                  ours.exchange(server.origin(), request("PUT", body, true, false))) {
                return text(exchange.body());
              }
            });
        Thread.ofVirtual().start(answer);
        assertThat(answer.get()).isEqualTo("fine");
      }
    }
  }

  /// Takes a MiB each 100 ms, and then answers.
  private static final class SlowServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

    SlowServer(int length) throws IOException {
      Thread.ofVirtual()
          .start(() -> {
            try (Socket connection = socket.accept()) {
              InputStream in = connection.getInputStream();
              for (int taken = 0; taken < length; taken += in.readNBytes(1 << 20).length) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
              }
              connection.getOutputStream().write(OK.text().getBytes(ISO_8859_1));
              in.readNBytes(1 << 20);
            } catch (IOException _) {
              // The client has gone.
            }
          });
    }

    Origin origin() {
      return new Origin(false, "127.0.0.1", socket.getLocalPort());
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void tellsThatNothingListens() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    WireException refused =
        catchThrowableOfType(
            WireException.class,
            () -> connections.exchange(new Origin(false, "127.0.0.1", port), question()));
    assertThat(refused.stage()).isEqualTo(Stage.UNREACHABLE);
    WireException unknown =
        catchThrowableOfType(
            WireException.class,
            () -> connections.exchange(new Origin(false, "no-such-host.invalid", 80), question()));
    assertThat(unknown.stage()).isEqualTo(Stage.UNREACHABLE);
  }

  @Test
  void endsRequestsUnderWayWhenClosed() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              silent.accept().getInputStream().read();
              asked.countDown();
            } catch (IOException _) {
              // Closed.
            }
          });
      Thread.ofVirtual()
          .start(() -> {
            try {
              asked.await();
            } catch (InterruptedException _) {
              Thread.currentThread().interrupt();
            }
            connections.close();
          });
      Origin origin = new Origin(false, "127.0.0.1", silent.getLocalPort());
      assertThatThrownBy(() -> connections.exchange(origin, question()))
          .isInstanceOf(WireException.class);
    }
  }
}
