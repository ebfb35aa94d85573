package dev.lockstep.benchmarks.requests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The least that SigV4 takes for the five requests measured: key derived once, digest and MAC used
/// again, time formatted once a second. One thread at a time.
final class MinimalSigner {
  private static final String NAMES = "host;x-amz-content-sha256;x-amz-date";
  private static final String COPY_NAMES = "host;x-amz-content-sha256;x-amz-copy-source;x-amz-date";
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private final String host;
  private final MessageDigest sha256;
  private final Mac mac;
  private final byte[] hash = new byte[32];
  private final byte[] text = new byte[4096];
  private String day = "";
  private String scope = "";
  private String time = "";
  private long second;

  MinimalSigner(String host, InstantSource clock) throws GeneralSecurityException {
    this.host = host;
    this.clock = clock;
    sha256 = MessageDigest.getInstance("SHA-256");
    mac = Mac.getInstance("HmacSHA256");
  }

  private void setTime() throws GeneralSecurityException {
    long now = clock.millis() / 1000;
    if (now == second) {
      return;
    }
    second = now;
    time = TIME.format(java.time.Instant.ofEpochSecond(now));
    String today = time.substring(0, 8);
    if (today.equals(day)) {
      return;
    }
    day = today;
    scope = day + '/' + Target.REGION + "/s3/aws4_request";
    byte[] key = ("AWS4" + Target.SECRET_KEY).getBytes(UTF_8);
    for (String step : new String[] {day, Target.REGION, "s3", "aws4_request"}) {
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      key = mac.doFinal(step.getBytes(UTF_8));
    }
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
  }

  /// The `Authorization` of a request.
  ///
  /// @param copySource empty for none
  String authorization(String method, String path, String query, String copySource)
      throws GeneralSecurityException {
    setTime();
    String names = copySource.isEmpty() ? NAMES : COPY_NAMES;
    int end = put(0, method, "\n", path, "\n", query, "\nhost:", host);
    end = put(end, "\nx-amz-content-sha256:", UNSIGNED);
    if (!copySource.isEmpty()) {
      end = put(end, "\nx-amz-copy-source:", copySource);
    }
    end = put(end, "\nx-amz-date:", time, "\n\n", names, "\n", UNSIGNED);
    sha256.update(text, 0, end);
    sha256.digest(hash, 0, 32);
    String digest = HexFormat.of().formatHex(hash);
    end = put(0, "AWS4-HMAC-SHA256\n", time, "\n", scope, "\n", digest);
    mac.update(text, 0, end);
    mac.doFinal(hash, 0);
    return "AWS4-HMAC-SHA256 Credential="
        + Target.ACCESS_KEY
        + '/'
        + scope
        + ", SignedHeaders="
        + names
        + ", Signature="
        + HexFormat.of().formatHex(hash);
  }

  /// The `x-amz-date` that was signed last.
  String time() {
    return time;
  }

  @SuppressWarnings("deprecation") // Latin text into an array without a copy in between.
  private int put(int from, String... parts) {
    int at = from;
    for (String part : parts) {
      part.getBytes(0, part.length(), text, at);
      at += part.length();
    }
    return at;
  }

  /// The whole head of a request.
  byte[] head(String method, String path, String query, String copySource, int bodyLength)
      throws GeneralSecurityException {
    String authorization = authorization(method, path, query, copySource);
    StringBuilder head = new StringBuilder(640);
    head.append(method).append(' ').append(path);
    if (!query.isEmpty()) {
      head.append('?').append(query);
    }
    head.append(" HTTP/1.1\r\nhost: ").append(host);
    head.append("\r\nx-amz-content-sha256: ").append(UNSIGNED).append("\r\nx-amz-date: ");
    head.append(time).append("\r\nauthorization: ").append(authorization);
    if (!copySource.isEmpty()) {
      head.append("\r\nx-amz-copy-source: ").append(copySource);
    }
    if (method.equals("PUT")) {
      head.append("\r\ncontent-length: ").append(bodyLength);
    }
    return head.append("\r\n\r\n").toString().getBytes(ISO_8859_1);
  }
}
