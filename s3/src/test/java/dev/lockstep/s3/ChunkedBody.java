package dev.lockstep.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.s3.wire.ScriptedServer.Request;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What a server makes of a body in signed chunks: verified by the book, and told apart.
final class ChunkedBody {
  private final List<Integer> sizes = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private ChunkedBody() {}

  static ChunkedBody of(Request request, String secret) {
    ChunkedBody decoded = new ChunkedBody();
    String body = request.body();
    String authorization = request.header("authorization");
    String scope = between(authorization, "Credential=AKID/", ",");
    String before = authorization.substring(authorization.indexOf("Signature=") + 10);
    byte[] key = key(secret, scope);
    for (int at = 0; at < body.length(); ) {
      int end = body.indexOf("\r\n", at);
      String line = body.substring(at, end);
      int size = Integer.parseInt(line.substring(0, line.indexOf(';')), 16);
      String chunk = body.substring(end + 2, end + 2 + size);
      String toSign =
          String.join(
              "\n",
              "AWS4-HMAC-SHA256-PAYLOAD",
              request.header("x-amz-date"),
              scope,
              before,
              sha256(""),
              sha256(chunk));
      before = HexFormat.of().formatHex(hmac(key, toSign));
      assertThat(line).isEqualTo(Integer.toHexString(size) + ";chunk-signature=" + before);
      decoded.add(chunk);
      at = end + 2 + size + 2;
      assertThat(body.substring(at - 2, at)).isEqualTo("\r\n");
    }
    return decoded;
  }

  private void add(String chunk) {
    sizes.add(chunk.length());
    text.append(chunk);
  }

  /// Of all chunks, the empty one at the end too.
  List<Integer> sizes() {
    return sizes;
  }

  /// What the body really is, each byte a char.
  String text() {
    return text.toString();
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }

  private static byte[] key(String secret, String scope) {
    byte[] key = ("AWS4" + secret).getBytes(ISO_8859_1);
    for (String step : scope.split("/", -1)) {
      key = hmac(key, step);
    }
    return key;
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(ISO_8859_1));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(ISO_8859_1));
      return HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
