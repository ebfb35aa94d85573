package dev.lockstep.sandbox.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A request or an answer of HTTP/1.1, whole.
final class HttpMessage {
  private static final int LONGEST_LINE = 64 << 10;

  private final String start;
  private final List<String> headers;
  private final byte[] body;

  /// @param start its first line
  /// @param headers its header lines, as they came
  /// @param body without the framing of chunks, which `headers` then don't tell of any more. Of an
  ///   answer to HEAD it is empty, whatever `headers` tell of its length
  HttpMessage(String start, List<String> headers, byte[] body) {
    this.start = start;
    this.headers = List.copyOf(headers);
    this.body = body;
  }

  String start() {
    return start;
  }

  List<String> headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }

  /// @return null when the other side has ended before it began
  static @Nullable HttpMessage readHead(InputStream in) throws IOException {
    String start = line(in);
    if (start == null) {
      return null;
    }
    List<String> headers = new ArrayList<>();
    for (String line = requiredLine(in); !line.isEmpty(); line = requiredLine(in)) {
      headers.add(line);
    }
    return new HttpMessage(start, headers, new byte[0]);
  }

  private static @Nullable String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int c = in.read();
    if (c < 0) {
      return null;
    }
    for (; c != '\n'; c = in.read()) {
      if (c < 0 || line.length() > LONGEST_LINE) {
        throw new EOFException("A line has no end");
      }
      line.append((char) c);
    }
    int length = line.length();
    boolean returned = length > 0 && line.charAt(length - 1) == '\r';
    return line.substring(0, returned ? length - 1 : length);
  }

  private static String requiredLine(InputStream in) throws IOException {
    String line = line(in);
    if (line == null) {
      throw new EOFException("The message ended within its head");
    }
    return line;
  }

  /// The body of a request: none where nothing is told of one.
  HttpMessage withRequestBody(InputStream in) throws IOException {
    return header("content-length") == null && !chunked() ? this : withAnswerBody(in);
  }

  HttpMessage withAnswerBody(InputStream in) throws IOException {
    if (chunked()) {
      return without("transfer-encoding").withBody(chunks(in));
    }
    String length = header("content-length");
    if (length == null) {
      return withBody(in.readAllBytes());
    }
    byte[] bytes = in.readNBytes(Integer.parseInt(length));
    if (bytes.length < Integer.parseInt(length)) {
      throw new EOFException("The message ended within its body");
    }
    return new HttpMessage(start, headers, bytes);
  }

  private boolean chunked() {
    return header("transfer-encoding") != null;
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
      all.writeBytes(in.readNBytes(size));
      requiredLine(in);
    }
    String trailer = requiredLine(in);
    while (!trailer.isEmpty()) {
      trailer = requiredLine(in);
    }
    return all.toByteArray();
  }

  private static int chunkSize(InputStream in) throws IOException {
    return Integer.parseInt(requiredLine(in).split(";", 2)[0].strip(), 16);
  }

  /// The value of the first header of this name, which is in lower case.
  @Nullable String header(String name) {
    for (String line : headers) {
      if (named(line, name)) {
        return line.substring(name.length() + 1).strip();
      }
    }
    return null;
  }

  private static boolean named(String line, String name) {
    return line.length() > name.length()
        && line.charAt(name.length()) == ':'
        && line.substring(0, name.length()).toLowerCase(Locale.ROOT).equals(name);
  }

  HttpMessage without(String name) {
    return new HttpMessage(
        start, headers.stream().filter(line -> !named(line, name)).toList(), body);
  }

  HttpMessage with(String name, String value) {
    List<String> lines = new ArrayList<>(without(name).headers);
    lines.add(name + ": " + value);
    return new HttpMessage(start, lines, body);
  }

  HttpMessage withStart(String line) {
    return new HttpMessage(line, headers, body);
  }

  /// With another body, and its length.
  HttpMessage withBody(byte[] bytes) {
    return new HttpMessage(start, with("content-length", "" + bytes.length).headers, bytes);
  }

  int status() {
    return Integer.parseInt(start.split(" ", 3)[1]);
  }

  byte[] head() {
    return (start + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n").getBytes(ISO_8859_1);
  }

  byte[] bytes() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head());
    all.writeBytes(body);
    return all.toByteArray();
  }
}
