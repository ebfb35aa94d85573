package dev.lockstep.sandbox.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One connection: reads a request, has it answered, writes the answer, and so on. Belongs to the
/// thread that serves it.
final class HttpConnection {
  private static final int MOST_HEADERS = 200;
  private static final long MOST_DRAINED = 16L << 20;

  private final Socket socket;
  private final HttpHandler handler;
  private final ResponseWriter writer;
  private final WireInput in;
  private final OutputStream out;

  HttpConnection(Socket socket, HttpHandler handler, InstantSource clock) throws IOException {
    this.socket = socket;
    this.handler = handler;
    this.in = new WireInput(socket.getInputStream());
    this.out = socket.getOutputStream();
    this.writer = new ResponseWriter(out, clock);
  }

  /// Serves until one side ends it.
  void serve() throws IOException {
    socket.setTcpNoDelay(true);
    boolean more = true;
    while (more) {
      String line = in.line();
      if (line == null) {
        return;
      }
      if (!line.isEmpty()) {
        more = exchange(line);
      }
    }
  }

  private boolean exchange(String line) throws IOException {
    String[] words = line.split(" ", -1);
    HttpHeaders headers = headers();
    if (words.length != 3 || headers == null || !words[2].startsWith("HTTP/1.")) {
      writer.write(new HttpResponse(400), false, true);
      return false;
    }
    BodyStream body = body(headers);
    if (body == null) {
      writer.write(new HttpResponse(400), false, true);
      return false;
    }
    boolean close =
        headers.first("connection", "").toLowerCase(Locale.ROOT).contains("close")
            || words[2].equals("HTTP/1.0");
    HttpRequest request = new HttpRequest(words[0], words[1], headers, body);
    if (body.length() == 0) {
      body.begin();
    }
    HttpResponse response = handler.answer(request);
    boolean last = close || !body.canBeDrained(MOST_DRAINED);
    writer.write(response, words[0].equals("HEAD"), last);
    return body.drain(MOST_DRAINED) && !last;
  }

  private @Nullable HttpHeaders headers() throws IOException {
    HttpHeaders headers = new HttpHeaders();
    for (int i = 0; i < MOST_HEADERS; i++) {
      String line = in.line();
      if (line == null || line.isEmpty()) {
        return line == null ? null : headers;
      }
      int colon = line.indexOf(':');
      if (colon <= 0) {
        return null;
      }
      headers.add(line.substring(0, colon), trimmed(line, colon + 1));
    }
    return null;
  }

  /// Without blanks around it; other characters that Java would strip belong to the value.
  private static String trimmed(String line, int from) {
    int start = from;
    int end = line.length();
    while (start < end && isBlank(line.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private @Nullable BodyStream body(HttpHeaders headers) {
    BodyStream.Output waiting =
        "100-continue".equalsIgnoreCase(headers.first("expect")) ? out::write : null;
    if (headers.has("transfer-encoding")) {
      boolean chunked = headers.joined("transfer-encoding").equalsIgnoreCase("chunked");
      return chunked && !headers.has("content-length") ? new BodyStream(in, -1, waiting) : null;
    }
    try {
      long length =
          Long.parseLong(
              headers.joined("content-length").isEmpty() ? "0" : headers.joined("content-length"));
      return length < 0 ? null : new BodyStream(in, length, waiting);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
