package dev.lockstep.benchmarks.peers;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// The least that a Java program costs which talks to a store: it opens one connection, sends one
/// request, and reads the answer. Starting up is measured by it.
public final class OneConnection {
  private OneConnection() {}

  /// @param arguments port on 127.0.0.1
  public static void main(String[] arguments) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.ofLiteral("127.0.0.1"), Integer.parseInt(arguments[0]))) {
      OutputStream out = socket.getOutputStream();
      String request = "GET /-/stats HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      System.out.println(answer.lines().findFirst().orElse("no answer"));
    }
  }
}
