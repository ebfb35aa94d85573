package dev.lockstep.benchmarks.requests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedDeque;

/// The least that a client in Java can do: blocking sockets on virtual threads, signing by hand,
/// and a scan of the bytes that come. Good for these requests and answers, and for no others.
final class Minimal implements Contender {
  private final Target target;
  private final InstantSource clock;
  private final TrustedCertificate trusted;
  private final ConcurrentLinkedDeque<Line> lines = new ConcurrentLinkedDeque<>();

  Minimal(Target target, InstantSource clock) {
    this.target = target;
    this.clock = clock;
    trusted = new TrustedCertificate(target.certificate());
  }

  @Override
  public String name() {
    return RequestCosts.MINIMAL;
  }

  @Override
  public long run(Operation operation, int requests) throws Exception {
    return VirtualThreads.run(
        requests,
        share -> {
          long seen = 0;
          for (int i = 0; i < share; i++) {
            Line line = lines.pollFirst();
            if (line == null) {
              line = new Line(socket());
            }
            seen += line.once(operation);
            lines.addFirst(line);
          }
          return seen;
        });
  }

  private Socket socket() throws IOException, GeneralSecurityException {
    Socket socket =
        target.tls()
            ? trusted.context().getSocketFactory().createSocket(Target.HOST, target.port())
            : new Socket(Target.HOST, target.port());
    socket.setTcpNoDelay(true);
    return socket;
  }

  /// A connection with what it needs.
  private final class Line {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final MinimalSigner signer;
    private final MinimalScan scan = new MinimalScan();
    private byte[] buffer = new byte[16 << 10];

    Line(Socket socket) throws IOException, GeneralSecurityException {
      this.socket = socket;
      in = socket.getInputStream();
      out = socket.getOutputStream();
      signer = new MinimalSigner(target.authority(), clock);
    }

    long once(Operation operation) throws IOException, GeneralSecurityException {
      Asked asked = Asked.by(operation);
      byte[] head =
          signer.head(
              asked.method(), asked.path(), asked.query(), asked.copySource(), asked.bodyLength());
      out.write(
          asked.bodyLength() == 0 ? head : Arrays.copyOf(head, head.length + asked.bodyLength()));
      int filled = 0;
      int bodyStart = -1;
      while (bodyStart < 0) {
        filled += read(filled);
        bodyStart = headEnd(filled);
      }
      String answer = new String(buffer, 0, bodyStart, ISO_8859_1);
      if (!answer.startsWith("HTTP/1.1 200 ")) {
        throw new IOException(answer);
      }
      int length = Integer.parseInt(header(answer, "Content-Length: "));
      int end = bodyStart + (operation == Operation.HEAD ? 0 : length);
      if (end > buffer.length) {
        buffer = Arrays.copyOf(buffer, end);
      }
      while (filled < end) {
        filled += read(filled);
      }
      return switch (operation) {
        case PUT -> etag(answer);
        case HEAD -> etag(answer) + length;
        case GET -> Seen.bytes(buffer, bodyStart, length);
        case COPY -> scan.copy(buffer, bodyStart, end);
        case LIST -> scan.page(buffer, bodyStart, end);
      };
    }

    private int read(int filled) throws IOException {
      int read = in.read(buffer, filled, buffer.length - filled);
      if (read < 0) {
        throw new EOFException();
      }
      return read;
    }

    private int headEnd(int filled) {
      for (int i = 3; i < filled; i++) {
        if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
          return i + 1;
        }
      }
      return -1;
    }
  }

  private static int etag(String head) {
    String value = header(head, "ETag: ");
    return value.substring(1, value.length() - 1).hashCode();
  }

  private static String header(String head, String name) {
    int from = head.indexOf(name) + name.length();
    return head.substring(from, head.indexOf('\r', from));
  }

  @Override
  public void close() throws IOException {
    for (Line line : lines) {
      line.socket.close();
    }
  }
}
