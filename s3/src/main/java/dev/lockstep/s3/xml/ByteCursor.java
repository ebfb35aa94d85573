package dev.lockstep.s3.xml;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A place in a text of bytes, moved along by those who scan it.
final class ByteCursor {
  final byte[] bytes;
  final int end;
  int at;

  ByteCursor(byte[] bytes, int length) {
    this.bytes = bytes;
    end = length;
  }

  static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  /// Text with its references resolved; null when it is of a kind that we leave to a real parser.
  @Nullable String decoded(int from, int to) {
    byte[] decoded = new byte[to - from];
    int length = KeyText.decode(bytes, from, to, false, decoded, 0);
    if (length < 0) {
      return null;
    }
    String text = new String(decoded, 0, length, UTF_8);
    return text.indexOf('\uFFFD') < 0 ? text : null;
  }

  /// Whether a text is nothing but visible characters of ASCII that stand for themselves.
  boolean isPlain(int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] <= ' ' || bytes[i] == 127 || bytes[i] == '&') {
        return false;
      }
    }
    return true;
  }

  /// Steps over a piece of text if it stands here.
  boolean is(byte[] expected) {
    int behind = at + expected.length;
    if (behind > end || !Arrays.equals(bytes, at, behind, expected, 0, expected.length)) {
      return false;
    }
    at = behind;
    return true;
  }

  void skipTo(char c) {
    int i = at;
    while (i < end && bytes[i] != c) {
      i++;
    }
    at = i;
  }

  void skipBlank() {
    while (at < end && isBlank(bytes[at])) {
      at++;
    }
  }

  static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  int find(byte[] wanted, int from) {
    return find(wanted, from, end);
  }

  int find(byte[] wanted, int from, int to) {
    for (int i = from; i <= to - wanted.length; i++) {
      if (bytes[i] == '<' && Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }

  int lastIndexOf(byte[] wanted) {
    for (int i = end - wanted.length; i >= at; i--) {
      if (bytes[i] == '<' && Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }
}
