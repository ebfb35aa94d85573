package dev.lockstep.s3.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lockstep.s3.wire.WireException.Stage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;

/// The body of an answer, being read. Its end is where the answer said it would be: a connection
/// that ends before is a failure, never the end.
public final class AnswerBody implements ReadableByteChannel {
  /// [#length] of a body whose head doesn't tell.
  public static final long UNTOLD = -1;

  private static final HeaderName CONTENT_LENGTH = HeaderName.of("content-length");
  private static final HeaderName TRANSFER_ENCODING = HeaderName.of("transfer-encoding");

  private enum Framing {
    LENGTH,
    CHUNKED,
    TO_END
  }

  private final Connection connection;
  private final Framing framing;
  private final long length;

  /// Of the body, or of the chunk.
  private long missing;

  private boolean firstChunk = true;
  private boolean ended;
  private boolean closed;

  AnswerBody(Connection connection, boolean hasBody) throws WireException {
    this.connection = connection;
    AnswerHead head = connection.head();
    String encoding = head.value(TRANSFER_ENCODING);
    long told = head.number(CONTENT_LENGTH);
    if (!hasBody || head.status() == 204 || head.status() == 304) {
      framing = Framing.LENGTH;
      length = 0;
    } else if (encoding != null) {
      if (!encoding.equalsIgnoreCase("chunked") || told >= 0) {
        throw WireException.malformed("The answer's Transfer-Encoding is ambiguous: " + encoding);
      }
      framing = Framing.CHUNKED;
      length = UNTOLD;
    } else {
      framing = told < 0 ? Framing.TO_END : Framing.LENGTH;
      length = told;
    }
    missing = framing == Framing.LENGTH ? length : 0;
    ended = length == 0;
  }

  /// How many bytes the body has, if the head told.
  public long length() {
    return length;
  }

  /// Whether it can't be told from a body that was cut off.
  public boolean unframed() {
    return framing == Framing.TO_END;
  }

  boolean ended() {
    return ended;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    if (!ended && framing == Framing.CHUNKED && missing == 0) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    if (!target.hasRemaining()) {
      return 0;
    }
    return framing == Framing.TO_END ? readToEnd(target) : readMissing(target);
  }

  private int readToEnd(ByteBuffer target) throws WireException {
    int read = connection.readBody(target);
    ended = read < 0;
    return read;
  }

  private int readMissing(ByteBuffer target) throws WireException {
    int limit = target.limit();
    if (missing < target.remaining()) {
      target.limit(target.position() + (int) missing);
    }
    int read;
    try {
      read = connection.readBody(target);
    } finally {
      target.limit(limit);
    }
    if (read < 0) {
      throw cutOff();
    }
    missing -= read;
    ended = missing == 0 && framing == Framing.LENGTH;
    return read;
  }

  private WireException cutOff() {
    String told =
        framing == Framing.LENGTH
            ? (length - missing) + " of " + length + " bytes"
            : "its last chunk";
    return new WireException(Stage.CUT_OFF, "The answer was cut off after " + told, null);
  }

  private void nextChunk() throws WireException {
    if (!firstChunk && chunkLine() != 0) {
      throw WireException.malformed("A chunk of the answer is longer than it said");
    }
    firstChunk = false;
    missing = chunkSize();
    if (missing == 0) {
      for (int lines = 0; chunkLine() != 0; lines++) {
        if (lines > AnswerHead.MOST_HEADERS) {
          throw WireException.malformed("The answer has too many trailers");
        }
      }
      ended = true;
    }
  }

  /// Reads a line and forgets it.
  ///
  /// @return its length
  private int chunkLine() throws WireException {
    int length = 0;
    for (int c = lineByte(); c != '\n'; c = lineByte()) {
      if (c != '\r' && ++length > 16 << 10) {
        throw WireException.malformed("A line between the chunks of the answer is too long");
      }
    }
    return length;
  }

  private long chunkSize() throws WireException {
    long size = 0;
    int digits = 0;
    int c = lineByte();
    for (int digit = Character.digit(c, 16); digit >= 0; digit = Character.digit(c, 16)) {
      if (++digits > 15) {
        throw WireException.malformed("A chunk of the answer has no sensible size");
      }
      size = size * 16 + digit;
      c = lineByte();
    }
    if (digits == 0 || c != ';' && c != '\r' && c != '\n' && c != ' ') {
      throw WireException.malformed("A chunk of the answer has no size");
    }
    if (c != '\n') {
      chunkLine();
    }
    return size;
  }

  private int lineByte() throws WireException {
    int c = connection.readByte();
    if (c < 0) {
      throw cutOff();
    }
    return c;
  }

  /// The whole rest, which may have at most so many bytes.
  ///
  /// @param buffer to be used if it is large enough
  public Bytes readAll(byte[] buffer, int most) throws IOException {
    byte[] all = length > buffer.length && length <= most ? new byte[(int) length] : buffer;
    ByteBuffer target = ByteBuffer.wrap(all);
    while (read(target) >= 0) {
      if (target.hasRemaining() || ended) {
        continue;
      }
      if (all.length >= most) {
        throw WireException.malformed("The answer has more than " + most + " bytes");
      }
      all = Arrays.copyOf(all, Math.min(most, Math.max(1024, all.length * 2)));
      target = ByteBuffer.wrap(all, target.position(), all.length - target.position());
    }
    return new Bytes(all, target.position());
  }

  /// Bytes at the beginning of an array.
  public static final class Bytes {
    private final byte[] array;
    private final int length;

    Bytes(byte[] array, int length) {
      this.array = array;
      this.length = length;
    }

    public byte[] array() {
      return array;
    }

    /// How many of the array's bytes count.
    public int length() {
      return length;
    }

    /// The beginning as text, as far as there is so much.
    public String start(int most) {
      return new String(array, 0, Math.min(length, most), ISO_8859_1);
    }
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
