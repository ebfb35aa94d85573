package dev.lockstep.s3.xml;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/// Text of a listing turned into the bytes that it stands for.
final class KeyText {
  /// The text is of another kind than the scan knows.
  static final int UNUSUAL = -1;

  private KeyText() {}

  /// Decodes references, or percent-encoding where the answer declares it; never longer than the
  /// text. Bytes that no XML should have (a bare U+0001 or CR) are taken as they are: a store that
  /// sends them means them.
  ///
  /// @return the place behind the last byte written, or [#UNUSUAL]
  static int decode(byte[] text, int from, int to, boolean url, byte[] target, int at) {
    int out = at;
    int i = from;
    while (i < to) {
      byte b = text[i];
      if (b == '&') {
        int stop = url ? to : reference(text, i, to);
        if (stop == to) {
          return UNUSUAL;
        }
        out = putReference(text, i, stop, target, out);
        if (out < 0) {
          return UNUSUAL;
        }
        i = stop + 1;
      } else if (url && b == '%') {
        int value = i + 2 < to ? hex(text[i + 1]) << 4 | hex(text[i + 2]) : -1;
        if (value < 0) {
          return UNUSUAL;
        }
        target[out++] = (byte) value;
        i += 3;
      } else {
        target[out++] = url && b == '+' ? (byte) ' ' : b;
        i++;
      }
    }
    return out;
  }

  private static int reference(byte[] text, int from, int to) {
    int stop = from;
    while (stop < to && text[stop] != ';') {
      stop++;
    }
    return stop;
  }

  private static int putReference(byte[] text, int from, int stop, byte[] target, int out) {
    int point = XmlEntities.codePoint(new String(text, from + 1, stop - from - 1, US_ASCII));
    if (point == XmlEntities.NONE) {
      return UNUSUAL;
    }
    byte[] encoded = Character.toString(point).getBytes(UTF_8);
    System.arraycopy(encoded, 0, target, out, encoded.length);
    return out + encoded.length;
  }

  private static int hex(byte b) {
    if (b >= '0' && b <= '9') {
      return b - '0';
    }
    int letter = b | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  }
}
