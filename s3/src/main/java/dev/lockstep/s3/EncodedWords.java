package dev.lockstep.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// User metadata that is no ASCII, as stores answer it: Amazon and MinIO write `=?UTF-8?B?w6k=?=`
/// (RFC 2047) for bytes that were sent as they are. To write the value again, the bytes are wanted.
final class EncodedWords {
  private static final String WORD = "=\\?(?i:utf-8)\\?([BbQq])\\?([!->@-~]*)\\?=";
  private static final Pattern ONE = Pattern.compile(WORD);
  private static final Pattern ALL = Pattern.compile(WORD + "(?:\\s+" + WORD + ")*");

  private EncodedWords() {}

  /// The octets that a value stands for: itself, unless it is nothing but encoded words in UTF-8.
  static String decode(String value) {
    if (!value.startsWith("=?") || !ALL.matcher(value).matches()) {
      return value;
    }
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    Matcher words = ONE.matcher(value);
    try {
      while (words.find()) {
        boolean base64 = words.group(1).equalsIgnoreCase("B");
        octets.writeBytes(
            base64 ? Base64.getDecoder().decode(words.group(2)) : unquote(words.group(2)));
      }
    } catch (IllegalArgumentException _) {
      return value;
    }
    return isSendable(octets.toByteArray()) ? octets.toString(ISO_8859_1) : value;
  }

  /// Decoded, a value must not become more than one header.
  private static boolean isSendable(byte[] octets) {
    for (byte octet : octets) {
      if (octet >= 0 && octet < ' ' && octet != '\t' || octet == 127) {
        return false;
      }
    }
    return true;
  }

  private static byte[] unquote(String text) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=') {
        if (i + 2 >= text.length()) {
          throw new IllegalArgumentException("The word ends within an octet");
        }
        octets.write(Integer.parseInt(text, i + 1, i + 3, 16));
        i += 2;
      } else {
        octets.write(c == '_' ? ' ' : c);
      }
    }
    return octets.toByteArray();
  }
}
