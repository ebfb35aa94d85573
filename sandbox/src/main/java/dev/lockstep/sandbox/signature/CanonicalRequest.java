package dev.lockstep.sandbox.signature;

import dev.lockstep.sandbox.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The text that is signed in place of a request.
final class CanonicalRequest {
  private static final String UNRESERVED = "-._~";
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private CanonicalRequest() {}

  /// Of the request as it stands, which is how clients sign that write targets canonically.
  static String asSent(HttpRequest request, Claim claim) {
    return text(request, claim, request.path(), query(request.query(), false));
  }

  /// Of the request with its target in canonical form: for clients that sign that, but send
  /// another.
  static String normalised(HttpRequest request, Claim claim) {
    String path = encoded(decodedOctets(request.path(), false), true);
    return text(request, claim, path, query(request.query(), true));
  }

  private static String text(HttpRequest request, Claim claim, String path, String query) {
    StringBuilder text = new StringBuilder(512);
    text.append(request.method()).append('\n');
    text.append(path).append('\n').append(query).append('\n');
    for (String name : claim.signedHeaders()) {
      text.append(name).append(':').append(collapsed(request.headers().joined(name))).append('\n');
    }
    text.append('\n').append(String.join(";", claim.signedHeaders())).append('\n');
    return text.append(claim.payloadHash()).toString();
  }

  private static String query(String raw, boolean recode) {
    if (raw.isEmpty()) {
      return "";
    }
    List<String> pairs = new ArrayList<>();
    for (String pair : raw.split("&", -1)) {
      if (!pair.isEmpty() && !pair.startsWith("X-Amz-Signature=")) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        pairs.add(recode ? recoded(name) + "=" + recoded(value) : name + "=" + value);
      }
    }
    pairs.sort(CanonicalRequest::compareNames);
    return String.join("&", pairs);
  }

  /// By name first, so that `a` stands before `a-b`, whose `-` sorts before `=`.
  private static int compareNames(String one, String other) {
    int end = one.indexOf('=');
    int otherEnd = other.indexOf('=');
    int order = one.substring(0, end).compareTo(other.substring(0, otherEnd));
    return order != 0 ? order : one.compareTo(other);
  }

  private static String recoded(String raw) {
    return encoded(decodedOctets(raw, true), false);
  }

  /// Blanks in a row are signed as one.
  private static String collapsed(String value) {
    if (!value.contains("  ")) {
      return value;
    }
    return String.join(
        " ", Arrays.stream(value.split(" ", -1)).filter(word -> !word.isEmpty()).toList());
  }

  private static String encoded(String octets, boolean keepSlash) {
    StringBuilder text = new StringBuilder(octets.length() + 16);
    for (int i = 0; i < octets.length(); i++) {
      char c = octets.charAt(i);
      boolean plain =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || UNRESERVED.indexOf(c) >= 0
              || keepSlash && c == '/';
      if (plain) {
        text.append(c);
      } else {
        text.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
      }
    }
    return text.toString();
  }

  private static String decodedOctets(String raw, boolean plusIsBlank) {
    StringBuilder octets = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      int high = c == '%' && i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(raw.charAt(i + 2), 16);
      if (low >= 0) {
        octets.append((char) (high << 4 | low));
        i += 2;
      } else {
        octets.append(c == '+' && plusIsBlank ? ' ' : c);
      }
    }
    return octets.toString();
  }

  /// The parameters of a query as text.
  static Map<String, String> decoded(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String octets = decodedOctets(equals < 0 ? "" : pair.substring(equals + 1), true);
      parameters.put(
          name, new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }
    return parameters;
  }
}
