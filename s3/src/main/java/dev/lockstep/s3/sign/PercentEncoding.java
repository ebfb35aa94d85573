package dev.lockstep.s3.sign;

import dev.lockstep.s3.wire.WireText;

/// Percent-encoding as SigV4 wants it: letters, digits and `-._~` stand for themselves, all other
/// bytes become `%XX`; a key goes through it exactly once, byte by byte.
public final class PercentEncoding {
  private static final byte[] DIGITS = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
  };
  private static final boolean[] PLAIN = plain();

  private PercentEncoding() {}

  private static boolean[] plain() {
    boolean[] plain = new boolean[256];
    for (char c = '0'; c <= 'z'; c++) {
      plain[c] = c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a';
    }
    plain['-'] = true;
    plain['.'] = true;
    plain['_'] = true;
    plain['~'] = true;
    return plain;
  }

  /// For a path: `/` stands for itself.
  public static void putPath(WireText target, byte[] bytes) {
    put(target, bytes, true);
  }

  /// For a name or value of a query.
  public static void putQuery(WireText target, byte[] bytes) {
    put(target, bytes, false);
  }

  private static void put(WireText target, byte[] bytes, boolean slashStays) {
    for (byte b : bytes) {
      int value = b & 0xff;
      if (PLAIN[value] || slashStays && value == '/') {
        target.put((char) value);
      } else {
        target.put('%').put((char) DIGITS[value >> 4]).put((char) DIGITS[value & 15]);
      }
    }
  }
}
