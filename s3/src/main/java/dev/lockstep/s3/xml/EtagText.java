package dev.lockstep.s3.xml;

import dev.lockstep.object.EntryPage;

/// An ETag as listings show it: mostly a digest in quotes, which some stores write as references.
final class EtagText {
  private static final int DIGITS = 32;

  private EtagText() {}

  /// The length of a quote that stands here: `"`, `&quot;` or `&#34;`; 0 for none.
  static int quoteLength(byte[] text, int at, int end) {
    if (at >= end) {
      return 0;
    }
    if (text[at] == '"') {
      return 1;
    }
    if (text[at] != '&' || end - at < 6) {
      return 0;
    }
    if (text[at + 1] == 'q') {
      boolean quote =
          text[at + 2] == 'u' && text[at + 3] == 'o' && text[at + 4] == 't' && text[at + 5] == ';';
      return quote ? 6 : 0;
    }
    boolean quote =
        text[at + 1] == '#' && text[at + 2] == '3' && text[at + 3] == '4' && text[at + 4] == ';';
    return quote ? 5 : 0;
  }

  /// Reads a digest, with its number of parts if it has one, into the row begun.
  ///
  /// @return the place behind it; -1 when there is none
  static int digest(byte[] text, int at, int end, EntryPage.Builder row) {
    if (end - at < DIGITS + 1) {
      return -1;
    }
    long high = hex16(text, at);
    long low = hex16(text, at + 16);
    if (!isHex(text, at)) {
      return -1;
    }
    int behind = at + DIGITS;
    int parts = 0;
    if (text[behind] == '-') {
      int first = ++behind;
      while (behind < end && behind - first < 6 && text[behind] >= '0' && text[behind] <= '9') {
        parts = parts * 10 + text[behind++] - '0';
      }
      if (text[first] == '0' || behind == first || behind - first > 5) {
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

  /// The value of a lower-case digit; negative for anything else.
  private static final byte[] DIGIT = digitValues();

  private static byte[] digitValues() {
    byte[] values = new byte[256];
    java.util.Arrays.fill(values, (byte) -1);
    for (int i = 0; i < 10; i++) {
      values['0' + i] = (byte) i;
    }
    for (int i = 0; i < 6; i++) {
      values['a' + i] = (byte) (10 + i);
    }
    return values;
  }
}
