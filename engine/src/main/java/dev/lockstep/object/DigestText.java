package dev.lockstep.object;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// An ETag that is a digest, read out of bytes without an object for it.
public final class DigestText {
  private static final int DIGITS = 32;

  private static final long EACH = 0x0101010101010101L;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private DigestText() {}

  /// Reads a digest, with its number of parts if it has one, into the row begun.
  ///
  /// @return the place behind it; -1 when there is none
  public static int read(byte[] text, int at, int end, EntryPage.Builder row) {
    return read(text, at, end, row, row.count());
  }

  /// The same into the row at a place.
  public static int read(byte[] text, int at, int end, EntryPage.Builder page, int row) {
    if (end - at < DIGITS) {
      return -1;
    }
    long one = (long) EIGHT.get(text, at);
    long two = (long) EIGHT.get(text, at + 8);
    long three = (long) EIGHT.get(text, at + 16);
    long four = (long) EIGHT.get(text, at + 24);
    if ((strange(one) | strange(two) | strange(three) | strange(four)) != 0) {
      return -1;
    }
    long high = value(one) << 32 | value(two);
    long low = value(three) << 32 | value(four);
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
    page.etagAt(row, high, low, parts == 0 ? EntryPage.PLAIN_DIGEST : parts);
    return behind;
  }

  /// The digits of a digest.
  ///
  /// @param high the number that the first sixteen are
  /// @param low the number that the last sixteen are
  static String of(long high, long low) {
    byte[] digits = new byte[DIGITS];
    for (int i = 0; i < DIGITS / 2; i++) {
      int shift = 60 - 4 * i;
      digits[i] = (byte) Character.forDigit((int) (high >>> shift) & 0xf, 16);
      digits[DIGITS / 2 + i] = (byte) Character.forDigit((int) (low >>> shift) & 0xf, 16);
    }
    return new String(digits, StandardCharsets.ISO_8859_1);
  }

  /// Zero where eight characters at a time are lower-case digits. Each byte is computed on by
  /// itself: a letter has bit 6, and the character that its value is written with must be the
  /// character.
  private static long strange(long text) {
    long letters = (text & EACH * 0x40) >>> 6;
    long values = (text & EACH * 0x0f) + 9 * letters;
    long fromTen = (values + EACH * 0x76 & 0x8080808080808080L) >>> 7;
    return values + EACH * 0x30 + 0x27 * letters ^ text
        | fromTen ^ letters
        | values & 0xf0f0f0f0f0f0f0f0L;
  }

  /// The number that eight digits are.
  private static long value(long text) {
    long values = (text & EACH * 0x0f) + 9 * ((text & EACH * 0x40) >>> 6);
    long bytes = (values | values >>> 4) & 0x00ff00ff00ff00ffL;
    long pairs = (bytes | bytes >>> 8) & 0x0000ffff0000ffffL;
    return (pairs | pairs >>> 16) & 0xffffffffL;
  }
}
