package dev.lockstep.object;

import java.util.Arrays;

/// An ETag that is a digest, read out of bytes without an object for it.
public final class DigestText {
  private static final int DIGITS = 32;

  /// The value of a lower-case digit; negative for anything else.
  private static final byte[] DIGIT = digitValues();

  private DigestText() {}

  /// Reads a digest, with its number of parts if it has one, into the row begun.
  ///
  /// @return the place behind it; -1 when there is none
  public static int read(byte[] text, int at, int end, EntryPage.Builder row) {
    if (end - at < DIGITS) {
      return -1;
    }
    long high = hex16(text, at);
    long low = hex16(text, at + 16);
    if (!isHex(text, at)) {
      return -1;
    }
    int behind = at + DIGITS;
    int parts = 0;
    if (behind < end && text[behind] == '-') {
      int first = ++behind;
      while (behind < end && behind - first < 6 && text[behind] >= '0' && text[behind] <= '9') {
        parts = parts * 10 + text[behind++] - '0';
      }
      if (behind == first || behind - first > 5 || text[first] == '0') {
        return -1;
      }
    }
    row.etag(high, low, parts == 0 ? EntryPage.PLAIN_DIGEST : parts);
    return behind;
  }

  private static boolean isHex(byte[] text, int at) {
    int bad = 0;
    for (int i = at; i < at + DIGITS; i++) {
      bad |= DIGIT[text[i] & 0xff];
    }
    return bad >= 0;
  }

  private static long hex16(byte[] text, int at) {
    long value = 0;
    for (int i = at; i < at + 16; i++) {
      value = value << 4 | DIGIT[text[i] & 0xff] & 15;
    }
    return value;
  }

  private static byte[] digitValues() {
    byte[] values = new byte[256];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < 10; i++) {
      values['0' + i] = (byte) i;
    }
    for (int i = 0; i < 6; i++) {
      values['a' + i] = (byte) (10 + i);
    }
    return values;
  }
}
