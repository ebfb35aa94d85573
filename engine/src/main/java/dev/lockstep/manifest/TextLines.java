package dev.lockstep.manifest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The lines of a text in UTF-8, plain or compressed by gzip, with their numbers. A line that is no
/// UTF-8, or longer than any row of a manifest, is told as such and skipped. One thread.
final class TextLines {
  private static final int LONGEST = 64 << 10;
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final InputStream in;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final Deque<Line> givenBack = new ArrayDeque<>();
  private long number;

  /// @param text without the line feed at its end; a carriage return before that is kept
  /// @param problem why it can't be read; null for nothing
  record Line(long number, String text, @Nullable String problem) {
    /// Without a carriage return at its end.
    String stripped() {
      return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
  }

  TextLines(InputStream source) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(source, 1 << 16);
    buffered.mark(2);
    boolean gzip = buffered.read() == GZIP_FIRST && buffered.read() == GZIP_SECOND;
    buffered.reset();
    in = gzip ? new BufferedInputStream(new GZIPInputStream(buffered, 1 << 16), 1 << 16) : buffered;
  }

  /// The next line; null behind the last. Text that ends without a line feed ends a line.
  @Nullable Line next() throws IOException {
    return givenBack.isEmpty() ? read() : givenBack.removeFirst();
  }

  /// Puts lines back, to be given once more.
  void giveBack(List<Line> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      givenBack.addFirst(lines.get(i));
    }
  }

  private @Nullable Line read() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    boolean any = false;
    boolean tooLong = false;
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      any = true;
      if (octet == '\n') {
        break;
      }
      if (bytes.size() < LONGEST) {
        bytes.write(octet);
      } else {
        tooLong = true;
      }
    }
    return any ? line(bytes.toByteArray(), tooLong) : null;
  }

  private Line line(byte[] bytes, boolean tooLong) {
    number++;
    try {
      String text = decoder.decode(ByteBuffer.wrap(bytes)).toString();
      if (number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
        text = text.substring(1);
      }
      return new Line(number, text, tooLong ? "it is longer than any row of a manifest" : null);
    } catch (CharacterCodingException e) {
      String shown = new String(bytes, StandardCharsets.UTF_8);
      return new Line(
          number, shown, tooLong ? "it is longer than any row of a manifest" : "it is not UTF-8");
    }
  }
}
