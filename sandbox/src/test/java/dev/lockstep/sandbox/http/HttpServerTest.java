package dev.lockstep.sandbox.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// HTTP as it stands on the wire: what passes unchanged, and what ends a connection.
class HttpServerTest {
  /// Answers with the request: method, target, the header `x`, the body.
  private final HttpServer server =
      new HttpServer(0, null, HttpServerTest::echo, InstantSource.system());

  @AfterEach
  void stopTheServer() {
    server.close();
  }

  private static HttpResponse echo(HttpRequest request) throws IOException {
    if (request.path().equals("/unread")) {
      return new HttpResponse(403);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] piece = new byte[7];
    for (int count = request.body().read(piece, 0, 7); count >= 0; ) {
      body.write(piece, 0, count);
      count = request.body().read(piece, 0, 7);
    }
    String text =
        request.method() + " " + request.target() + " " + request.headers().first("x", "-") + " ";
    byte[] answer = (text + body.toString(ISO_8859_1)).getBytes(ISO_8859_1);
    return new HttpResponse(200).bytes(answer, answer.length);
  }

  @Test
  void aTargetIsPassedAsItStands() throws IOException {
    String target = "/b/a//b/../c/./%2F%2f+?q=%20+&&=";

    assertThat(exchange("GET " + target + " HTTP/1.1\r\nConnection: close\r\n\r\n"))
        .endsWith("\r\n\r\nGET " + target + " - ");
  }

  @Test
  void aHeaderIsOctetsWithoutTheBlanksAroundIt() throws IOException {
    assertThat(
            exchange("GET / HTTP/1.1\r\nX: \t \u00e3\u0081  \u0082 \r\nConnection: close\r\n\r\n"))
        .endsWith("GET / \u00e3\u0081  \u0082 ");
  }

  @Test
  void manyRequestsPassThroughOneConnection() throws IOException {
    String requests =
        """
        PUT /1 HTTP/1.1
        Content-Length: 3

        abcPUT /2 HTTP/1.1
        Transfer-Encoding: chunked

        2;x=y
        de
        1
        f
        0
        T: t

        GET /3 HTTP/1.1
        Connection: close

        """;

    String answers = exchange(requests.replace("\n", "\r\n"));
    assertThat(answers).contains("PUT /1 - abc", "PUT /2 - def", "GET /3 - ");
  }

  @Test
  void anAnswerToAHeadHasALengthAndNoBody() throws IOException {
    assertThat(exchange("HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n"))
        .contains("Content-Length: 9\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  void aBodyThatWasNotReadIsReadAwayBeforeTheNextRequest() throws IOException {
    String answers =
        exchange(
            "PUT /unread HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello"
                + "GET /next HTTP/1.1\r\nConnection: close\r\n\r\n");

    assertThat(answers).contains("HTTP/1.1 403 Forbidden").endsWith("GET /next - ");
  }

  @Test
  void aClientThatWaitsIsToldToGoOnWhenItsBodyIsRead() throws IOException {
    String head =
        "PUT / HTTP/1.1\r\nContent-Length: 5\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n";

    assertThat(exchange(head + "hello"))
        .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n")
        .endsWith("PUT / - hello");
  }

  @Test
  void aClientThatWaitsInVainIsToldThatTheConnectionEnds() throws IOException {
    assertThat(
            exchange("PUT /unread HTTP/1.1\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n"))
        .startsWith("HTTP/1.1 403 ")
        .contains("Connection: close\r\n");
  }

  @Test
  void whatIsNoRequestIsRefusedAndEndsTheConnection() throws IOException {
    for (String nonsense :
        new String[] {
          "nonsense\r\n\r\n",
          "GET / HTTP/2.0\r\n\r\n",
          "GET /a b HTTP/1.1\r\n\r\n",
          "GET / HTTP/1.1\r\nno colon\r\n\r\n",
          "PUT / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
          "PUT / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
          "PUT / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n"
        }) {
      assertThat(exchange(nonsense)).as(nonsense).startsWith("HTTP/1.1 400 ");
    }
  }

  /// Sends octets and reads until the server ends the connection.
  private String exchange(String octets) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(octets.getBytes(ISO_8859_1));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), ISO_8859_1);
    }
  }
}
