package dev.lockstep.sandbox.face;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.Refusal;
import java.nio.charset.StandardCharsets;

/// Octets, one in each `char` of a string: what targets and headers are made of.
final class Octets {
  private Octets() {}

  /// Undoes percent-encoding.
  ///
  /// @param plusIsBlank as in a query; in a path a plus is a plus
  static String decode(String raw, boolean plusIsBlank) {
    if (raw.indexOf('%') < 0 && (!plusIsBlank || raw.indexOf('+') < 0)) {
      return raw;
    }
    StringBuilder octets = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        octets.append(escaped(raw, i));
        i += 2;
      } else {
        octets.append(c == '+' && plusIsBlank ? ' ' : c);
      }
    }
    return octets.toString();
  }

  private static char escaped(String raw, int at) {
    int high = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 1), 16) : -1;
    int low = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 2), 16) : -1;
    if (high < 0 || low < 0) {
      throw new Refusal(ErrorCode.INVALID_URI);
    }
    return (char) (high << 4 | low);
  }

  static byte[] bytes(String octets) {
    return octets.getBytes(StandardCharsets.ISO_8859_1);
  }

  static ObjectKey key(String octets) {
    byte[] bytes = bytes(octets);
    return ObjectKey.ofBytes(bytes, 0, bytes.length);
  }

  /// The octets read as UTF-8.
  static String text(String octets) {
    return new String(bytes(octets), StandardCharsets.UTF_8);
  }
}
