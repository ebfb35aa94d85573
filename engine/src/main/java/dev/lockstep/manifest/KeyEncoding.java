package dev.lockstep.manifest;

import dev.lockstep.object.ObjectKey;
import java.nio.charset.StandardCharsets;

/// Keys in the CSV of inventories and of Batch Operations: URL-encoded, once.
///
/// Whether a blank is `+` or `%20` there is not agreed on: reading takes both, writing makes what
/// both understand.
public final class KeyEncoding {
  private static final String PLAIN_SIGNS = "-_.~*/";
  private static final String DIGITS = "0123456789ABCDEF";

  private KeyEncoding() {}

  /// The key in ASCII letters, digits, `-_.~*/` and `%XX`.
  public static String encode(ObjectKey key) {
    StringBuilder text = new StringBuilder(key.length() + 16);
    for (int i = 0; i < key.length(); i++) {
      int octet = key.byteAt(i);
      if (isPlain(octet)) {
        text.append((char) octet);
      } else {
        text.append('%').append(DIGITS.charAt(octet >> 4)).append(DIGITS.charAt(octet & 15));
      }
    }
    return text.toString();
  }

  private static boolean isPlain(int octet) {
    return octet >= 'a' && octet <= 'z'
        || octet >= 'A' && octet <= 'Z'
        || octet >= '0' && octet <= '9'
        || octet < 128 && PLAIN_SIGNS.indexOf(octet) >= 0;
  }

  /// The key that was encoded. What is neither `+` nor `%XX` stands for itself.
  ///
  /// @throws IllegalArgumentException when a `%` has no two digits after it, or the text can't be
  ///   written in UTF-8
  public static ObjectKey decode(String text) {
    byte[] coded = ObjectKey.of(text).toBytes();
    byte[] bytes = new byte[coded.length];
    int length = 0;
    for (int i = 0; i < coded.length; i++) {
      if (coded[i] == '+') {
        bytes[length++] = ' ';
      } else if (coded[i] == '%') {
        bytes[length++] = (byte) octet(coded, i);
        i += 2;
      } else {
        bytes[length++] = coded[i];
      }
    }
    return ObjectKey.ofBytes(bytes, 0, length);
  }

  private static int octet(byte[] coded, int percent) {
    int high = percent + 1 < coded.length ? Character.digit(coded[percent + 1], 16) : -1;
    int low = percent + 2 < coded.length ? Character.digit(coded[percent + 2], 16) : -1;
    if (high < 0 || low < 0) {
      throw new IllegalArgumentException(
          "the key is not URL-encoded: the % at byte "
              + (percent + 1)
              + " of "
              + new String(coded, StandardCharsets.UTF_8)
              + " has no two digits after it (a % itself is %25)");
    }
    return high << 4 | low;
  }
}
