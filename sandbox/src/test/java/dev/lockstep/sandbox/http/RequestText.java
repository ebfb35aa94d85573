package dev.lockstep.sandbox.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;

/// Requests for tests, written as text.
public final class RequestText {
  private RequestText() {}

  /// The request of a head, without a body.
  public static HttpRequest parse(String head) throws IOException {
    return parse(head, "");
  }

  /// The request of a head and a body.
  public static HttpRequest parse(String head, String body) throws IOException {
    WireInput in =
        new WireInput(new ByteArrayInputStream((head + "\n" + body).getBytes(ISO_8859_1)));
    String[] words = Objects.requireNonNull(in.line()).split(" ", -1);
    HttpHeaders headers = new HttpHeaders();
    for (String line = in.line(); line != null && !line.isEmpty(); line = in.line()) {
      int colon = line.indexOf(':');
      headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return new HttpRequest(words[0], words[1], headers, new BodyStream(in, body.length(), null));
  }
}
