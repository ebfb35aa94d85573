package dev.lockstep.benchmarks.requests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A server that has one answer for each operation and checks nothing. Runs in a process of its
/// own, so that what it costs is not counted.
final class CannedServer {
  /// Of the keystore, which is made for one run and thrown away.
  static final String PASSWORD = "benchmark";

  private static final int BACKLOG = 256;

  private final Answers answers = new Answers();

  private CannedServer() {}

  /// Prints the ports for http and for https, and serves until its standard input ends.
  ///
  /// @param arguments the keystore
  public static void main(String[] arguments) throws Exception {
    CannedServer server = new CannedServer();
    ServerSocket plain = listen(ServerSocketFactory.getDefault());
    ServerSocket tls = listen(tls(Path.of(arguments[0])).getServerSocketFactory());
    Thread.ofPlatform().daemon().start(() -> server.accept(plain));
    Thread.ofPlatform().daemon().start(() -> server.accept(tls));
    System.out.println(plain.getLocalPort() + " " + tls.getLocalPort());
    while (System.in.read() >= 0) {
      // Its end is the signal.
    }
  }

  private static ServerSocket listen(ServerSocketFactory factory) throws IOException {
    return factory.createServerSocket(0, BACKLOG, InetAddress.getByName(Target.HOST));
  }

  private static SSLContext tls(Path keystore) throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keystore)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private void accept(ServerSocket server) {
    while (true) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        Thread.ofPlatform().daemon().start(() -> serve(socket));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      byte[] buffer = new byte[64 << 10];
      int filled = 0;
      while (true) {
        int headEnd = headEnd(buffer, filled);
        while (headEnd < 0) {
          int read = in.read(buffer, filled, buffer.length - filled);
          if (read < 0) {
            return;
          }
          filled += read;
          headEnd = headEnd(buffer, filled);
        }
        String head = new String(buffer, 0, headEnd, ISO_8859_1);
        int whole = headEnd + contentLength(head);
        while (filled < whole) {
          int read = in.read(buffer, filled, buffer.length - filled);
          if (read < 0) {
            return;
          }
          filled += read;
        }
        System.arraycopy(buffer, whole, buffer, 0, filled - whole);
        filled -= whole;
        out.write(answers.of(operation(head)));
      }
    } catch (IOException _) {
      // The client has gone.
    }
  }

  private static int headEnd(byte[] bytes, int length) {
    for (int i = 3; i < length; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private static int contentLength(String head) {
    int at = head.toLowerCase(java.util.Locale.ROOT).indexOf("\r\ncontent-length:");
    if (at < 0) {
      return 0;
    }
    int from = at + "\r\ncontent-length:".length();
    return Integer.parseInt(head.substring(from, head.indexOf('\r', from)).strip());
  }

  private static Operation operation(String head) {
    if (head.startsWith("HEAD")) {
      return Operation.HEAD;
    }
    if (head.startsWith("GET")) {
      return head.lastIndexOf("list-type", head.indexOf('\r')) > 0 ? Operation.LIST : Operation.GET;
    }
    return head.contains("x-amz-copy-source") ? Operation.COPY : Operation.PUT;
  }
}
