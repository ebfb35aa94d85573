package dev.lockstep.object;

import org.jspecify.annotations.Nullable;

/// The entity tag of an object, without quotes.
///
/// What it says depends on how the object was written: 32 hexadecimal digits are the MD5 of the
/// bytes (unless the store encrypts with a key of its own, when they say nothing); digits, a dash
/// and a number of parts are the MD5 of the parts' MD5s; all else is opaque. Two equal tags of one
/// of the first two kinds mean equal bytes; two unequal ones mean unequal bytes only when both are
/// of the same kind, and for multipart tags only when the parts were cut alike.
public record ETag(String value) {
  /// How the value was made, as far as its form tells.
  public enum Kind {
    MD5,
    MULTIPART,
    OPAQUE
  }

  public ETag {
    if (value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")) {
      value = value.substring(1, value.length() - 1);
    }
  }

  /// The tag of a header that may be absent.
  public static @Nullable ETag ofNullable(@Nullable String value) {
    return value == null || value.isEmpty() ? null : new ETag(value);
  }

  public Kind kind() {
    if (!startsWithDigest()) {
      return Kind.OPAQUE;
    }
    if (value.length() == 32) {
      return Kind.MD5;
    }
    return parts() > 0 ? Kind.MULTIPART : Kind.OPAQUE;
  }

  /// How many parts the object was written in: 0 where the form doesn't say.
  public int parts() {
    if (value.length() < 34
        || value.length() > 38
        || value.charAt(32) != '-'
        || value.charAt(33) == '0'
        || !startsWithDigest()) {
      return 0;
    }
    int parts = 0;
    for (int i = 33; i < value.length(); i++) {
      int digit = value.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      parts = parts * 10 + digit;
    }
    return parts;
  }

  private boolean startsWithDigest() {
    if (value.length() < 32) {
      return false;
    }
    for (int i = 0; i < 32; i++) {
      if (!isLowerHex(value.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLowerHex(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
  }

  /// The value in quotes, as `If-Match` wants it.
  public String quoted() {
    return '"' + value + '"';
  }

  @Override
  public String toString() {
    return value;
  }
}
