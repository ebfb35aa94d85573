package dev.lockstep.sandbox.store;

import java.util.HexFormat;

/// Ids that look as S3's do: letters and digits that tell nothing.
final class OpaqueId {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";
  private static final int LENGTH = 32;

  private OpaqueId() {}

  /// The id of a number; different numbers have different ids.
  static String of(long number) {
    StringBuilder id = new StringBuilder(LENGTH);
    long state = number;
    while (id.length() < LENGTH) {
      state = mix(state + 0x9e3779b97f4a7c15L);
      for (int shift = 0; shift < 60 && id.length() < LENGTH; shift += 6) {
        id.append(ALPHABET.charAt((int) (state >>> shift) & 63));
      }
    }
    return id.toString();
  }

  /// Scrambles a number so that neighbours look unrelated; one to one.
  private static long mix(long number) {
    long z = number;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /// 32 hexadecimal digits that depend on a text and are no digest of any object.
  static String digits(String text) {
    long low = mix(text.hashCode());
    long high = low;
    for (int i = 0; i < text.length(); i++) {
      high = mix(high * 31 + text.charAt(i));
    }
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }
}
