package dev.lockstep.s3.wire;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The name of a header to look for, prepared so that looking costs one comparison of numbers for
/// each header of an answer, and bytes are compared only where that number agrees.
public final class HeaderName {
  private static final int LOWER = 0x20;

  private final byte[] lower;
  private final String text;
  private final int sketch;

  private HeaderName(String name) {
    text = name.toLowerCase(Locale.ROOT);
    lower = text.getBytes(StandardCharsets.US_ASCII);
    sketch = sketch(lower, 0, lower.length);
  }

  public static HeaderName of(String name) {
    return new HeaderName(name);
  }

  /// Length, first, middle and last byte in one number, without regard to case.
  static int sketch(byte[] bytes, int from, int to) {
    int first = bytes[from] | LOWER;
    int middle = bytes[from + to >>> 1] | LOWER;
    int last = bytes[to - 1] | LOWER;
    return (to - from & 0xff) << 24 | (first & 0xff) << 16 | (middle & 0xff) << 8 | last & 0xff;
  }

  int sketch() {
    return sketch;
  }

  boolean matches(byte[] bytes, int from, int to) {
    return to - from == lower.length && beginsAt(bytes, from);
  }

  boolean beginsAt(byte[] bytes, int from) {
    for (int i = 0; i < lower.length; i++) {
      int b = bytes[from + i];
      if ((b >= 'A' && b <= 'Z' ? b | LOWER : b) != lower[i]) {
        return false;
      }
    }
    return true;
  }

  int length() {
    return lower.length;
  }

  /// In lower case.
  @Override
  public String toString() {
    return text;
  }
}
