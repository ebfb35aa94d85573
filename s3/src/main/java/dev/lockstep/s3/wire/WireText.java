package dev.lockstep.s3.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Text of a protocol in bytes, being put together. Grows; used again after [#clear].
public final class WireText {
  private byte[] bytes;
  private int length;

  /// @param room how many bytes to make room for; more may come
  public WireText(int room) {
    bytes = new byte[room];
  }

  public void clear() {
    length = 0;
  }

  public int length() {
    return length;
  }

  /// The array behind it, of which the first [#length] bytes count; another one after growing.
  public byte[] array() {
    return bytes;
  }

  public WireText put(char c) {
    room(1);
    bytes[length++] = (byte) c;
    return this;
  }

  /// Text of which each char is one byte.
  @SuppressWarnings("deprecation") // Of chars that are bytes it loses nothing, and makes no copy.
  public WireText put(String octets) {
    int count = octets.length();
    room(count);
    octets.getBytes(0, count, bytes, length);
    length += count;
    return this;
  }

  public WireText put(byte[] source) {
    return put(source, 0, source.length);
  }

  public WireText put(byte[] source, int from, int to) {
    room(to - from);
    System.arraycopy(source, from, bytes, length, to - from);
    length += to - from;
    return this;
  }

  /// Bytes as lower-case hexadecimal digits.
  public WireText putHex(byte[] source, int from, int to) {
    room(2 * (to - from));
    for (int i = from; i < to; i++) {
      bytes[length++] = hexDigit(source[i] >> 4 & 15);
      bytes[length++] = hexDigit(source[i] & 15);
    }
    return this;
  }

  private static byte hexDigit(int value) {
    return (byte) (value < 10 ? '0' + value : 'a' + value - 10);
  }

  public WireText endLine() {
    room(2);
    bytes[length++] = '\r';
    bytes[length++] = '\n';
    return this;
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }

  /// The text, each byte a char.
  @Override
  public String toString() {
    return new String(bytes, 0, length, ISO_8859_1);
  }

  public ByteBuffer buffer() {
    return ByteBuffer.wrap(bytes, 0, length);
  }
}
