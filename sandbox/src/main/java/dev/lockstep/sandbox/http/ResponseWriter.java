package dev.lockstep.sandbox.http;

import dev.lockstep.sandbox.content.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Writes answers: the head and what was written for it at once, a content as it is read.
final class ResponseWriter {
  private static final int PIECE = 128 << 10;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final OutputStream out;
  private final InstantSource clock;
  private final StringBuilder head = new StringBuilder(512);
  private long dateSecond = Long.MIN_VALUE;
  private String date = "";

  ResponseWriter(OutputStream out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  /// @param headOnly whether the request was a HEAD
  void write(HttpResponse response, boolean headOnly, boolean close) throws IOException {
    byte[] start = head(response, close);
    if (headOnly) {
      out.write(start);
      return;
    }
    switch (response.body()) {
      case HttpResponse.Body.None() -> out.write(start);
      case HttpResponse.Body.Bytes(ByteBuffer bytes) -> writeBytes(start, bytes.duplicate());
      case HttpResponse.Body.Part(Content content, long offset, long length) ->
          writeContent(start, content, offset, length);
    }
  }

  private byte[] head(HttpResponse response, boolean close) {
    head.setLength(0);
    head.append("HTTP/1.1 ").append(response.status()).append(' ');
    head.append(Reason.of(response.status())).append("\r\n");
    List<String> headers = response.headers();
    for (int i = 0; i < headers.size(); i += 2) {
      head.append(headers.get(i)).append(": ").append(clean(headers.get(i + 1))).append("\r\n");
    }
    head.append("Date: ").append(date()).append("\r\nServer: LockstepSandbox\r\n");
    if (response.status() != 204 && response.status() != 304) {
      head.append("Content-Length: ").append(response.length()).append("\r\n");
    }
    head.append(close ? "Connection: close\r\n\r\n" : "\r\n");
    return head.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /// A value can't end its line.
  private static String clean(String value) {
    return value.indexOf('\r') < 0 && value.indexOf('\n') < 0
        ? value
        : value.replace('\r', ' ').replace('\n', ' ');
  }

  private String date() {
    Instant now = clock.instant();
    if (now.getEpochSecond() != dateSecond) {
      dateSecond = now.getEpochSecond();
      date = DATE.format(now);
    }
    return date;
  }

  private void writeBytes(byte[] start, ByteBuffer bytes) throws IOException {
    byte[] all = Arrays.copyOf(start, start.length + bytes.remaining());
    bytes.get(all, start.length, bytes.remaining());
    out.write(all);
  }

  private void writeContent(byte[] start, Content content, long offset, long length)
      throws IOException {
    long room = Math.min(PIECE, start.length + length);
    ByteBuffer piece = ByteBuffer.allocate((int) room);
    piece.put(start);
    long at = offset;
    long left = length;
    while (left > 0) {
      piece.limit((int) Math.min(piece.capacity(), piece.position() + left));
      int count = content.read(at, piece);
      at += count;
      left -= count;
      out.write(piece.array(), 0, piece.position());
      piece.clear();
    }
    if (length == 0) {
      out.write(start);
    }
  }
}
