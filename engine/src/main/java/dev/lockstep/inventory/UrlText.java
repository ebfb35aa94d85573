package dev.lockstep.inventory;

/// Keys as CSV reports have them: URL-encoded, once.
///
/// What is written is understood by those who take `+` for a space and by those who don't: a space
/// is `%20`, a plus `%2B`. What is read may be either.
final class UrlText {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
  };

  private static final boolean[] PLAIN = new boolean[256];

  static {
    for (int c = 0; c < 128; c++) {
      PLAIN[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
    for (char c : "-_.~*/".toCharArray()) {
      PLAIN[c] = true;
    }
  }

  /// How many bytes an encoded one takes at the most.
  static final int LONGEST = 3;

  private UrlText() {}

  /// Encodes bytes into `target`, which has room for three times as many.
  ///
  /// @return the place behind the last byte written
  static int encode(byte[] source, int from, int to, byte[] target, int at) {
    int end = at;
    for (int i = from; i < to; i++) {
      int b = source[i] & 0xff;
      if (PLAIN[b]) {
        target[end++] = (byte) b;
      } else {
        target[end++] = '%';
        target[end++] = HEX[b >> 4];
        target[end++] = HEX[b & 15];
      }
    }
    return end;
  }

  /// Decodes bytes in place.
  ///
  /// @return the place behind the last byte; -1 when a `%` is not followed by two hexadecimal
  ///   digits
  static int decode(byte[] bytes, int from, int to) {
    int end = from;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == '+') {
        b = ' ';
      } else if (b == '%') {
        int high = i + 2 <= to - 1 ? Character.digit(bytes[i + 1], 16) : -1;
        int low = i + 2 <= to - 1 ? Character.digit(bytes[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          return -1;
        }
        b = (byte) (high << 4 | low);
        i += 2;
      }
      bytes[end++] = b;
    }
    return end;
  }
}
