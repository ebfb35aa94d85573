package dev.lockstep.s3.sign;

import dev.lockstep.s3.wire.WireText;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import org.jspecify.annotations.Nullable;

/// Writes the heads of requests and signs them. Holds what signing needs again and again, so it is
/// to be used for many requests, by one thread at a time.
public final class Signer {
  /// Instead of the hash of the body, which then is not signed.
  public static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

  private static final int SHA256_BYTES = 32;

  private final MessageDigest sha256;
  private final Mac mac;
  private final WireText head = new WireText(1024);
  private final WireText canonical = new WireText(1024);
  private final WireText names = new WireText(128);
  private final byte[] hash = new byte[SHA256_BYTES];
  private @Nullable SigningKey key;
  private @Nullable SignedChunks chunks;

  public Signer() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
      mac = Mac.getInstance("HmacSHA256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no SHA-256", e);
    }
  }

  /// The hash of a body, as `x-amz-content-sha256` wants it.
  public String hashOf(ByteBuffer body) {
    sha256.update(body.duplicate());
    return new WireText(2 * SHA256_BYTES).putHex(sha256.digest(), 0, SHA256_BYTES).toString();
  }

  /// The hash of a body, as `Content-MD5` wants it.
  public static String md5Of(ByteBuffer body) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      md5.update(body.duplicate());
      return Base64.getEncoder().encodeToString(md5.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no MD5", e);
    }
  }

  /// Writes request line, signed headers and signature; what follows is not signed, and the empty
  /// line still to come. Sets the headers that signing itself needs.
  ///
  /// @param payload the hash of the body, or the word that stands for none: [#UNSIGNED_PAYLOAD],
  ///   [UnsignedChunks#PAYLOAD], [SignedChunks#PAYLOAD] or [SignedChunks#TRAILER_PAYLOAD]
  /// @param epochMillis the store's time
  /// @return good until the next request
  public WireText sign(
      RequestLine line,
      HeaderLines headers,
      String payload,
      AwsCredentials credentials,
      String region,
      long epochMillis) {
    SigningTime time = SigningTime.of(epochMillis);
    SigningKey signingKey = keyFor(credentials, time.date(), region);
    headers.set("host", line.authority());
    headers.set("x-amz-content-sha256", payload);
    headers.set("x-amz-date", time.text());
    if (credentials.sessionToken() != null) {
      headers.set("x-amz-security-token", credentials.sessionToken().reveal());
    }
    begin(line);
    writeHeaders(headers);
    canonical.put('\n').put(names.array(), 0, names.length()).put('\n').put(payload);
    head.put("authorization: AWS4-HMAC-SHA256 Credential=").put(credentials.accessKeyId());
    head.put('/').put(signingKey.scope());
    head.put(", SignedHeaders=").put(names.array(), 0, names.length());
    head.put(", Signature=");
    putSignature(time, signingKey);
    chunks =
        payload.equals(SignedChunks.PAYLOAD) || payload.equals(SignedChunks.TRAILER_PAYLOAD)
            ? new SignedChunks(sha256, mac, time.text(), signingKey.scope(), hash)
            : null;
    return head.endLine();
  }

  /// The chunks of the body of the request that was signed last, where they are signed; else null.
  /// Good until the next request.
  public @Nullable SignedChunks chunks() {
    return chunks;
  }

  private SigningKey keyFor(AwsCredentials credentials, String date, String region) {
    if (key != null && key.is(credentials, date, region)) {
      return key;
    }
    SigningKey derived = SigningKey.derive(credentials, date, region, mac);
    try {
      mac.init(derived.key());
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("HmacSHA256 does not work in this JDK", e);
    }
    key = derived;
    return derived;
  }

  private void begin(RequestLine line) {
    head.clear();
    head.put(line.method()).put(' ');
    if (line.wholeUrl()) {
      head.put("http://").put(line.authority());
    }
    head.put(line.path());
    if (!line.query().isEmpty()) {
      head.put('?').put(line.query());
    }
    head.put(" HTTP/1.1").endLine();
    canonical.clear();
    canonical.put(line.method()).put('\n').put(line.path()).put('\n');
    canonical.put(line.query()).put('\n');
  }

  private void writeHeaders(HeaderLines headers) {
    names.clear();
    for (int i = 0; i < headers.count(); i++) {
      String name = headers.name(i);
      String value = headers.value(i);
      head.put(name).put(": ").put(value).endLine();
      canonical.put(name).put(':');
      putCanonical(value);
      canonical.put('\n');
      if (i > 0) {
        names.put(';');
      }
      names.put(name);
    }
  }

  /// Without blanks at the ends, and with one for several.
  private void putCanonical(String value) {
    if (!isSpaced(value)) {
      canonical.put(value);
      return;
    }
    boolean between = false;
    boolean blank = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (isBlank(c)) {
        blank = between;
        continue;
      }
      if (blank) {
        canonical.put(' ');
        blank = false;
      }
      canonical.put(c);
      between = true;
    }
  }

  private static boolean isSpaced(String value) {
    boolean blank = true;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\t' || c == ' ' && blank) {
        return true;
      }
      blank = c == ' ';
    }
    return blank && !value.isEmpty();
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private void putSignature(SigningTime time, SigningKey signingKey) {
    try {
      sha256.update(canonical.array(), 0, canonical.length());
      sha256.digest(hash, 0, SHA256_BYTES);
      WireText toSign = canonical;
      toSign.clear();
      toSign.put("AWS4-HMAC-SHA256\n").put(time.text()).put('\n');
      toSign.put(signingKey.scope()).put('\n').putHex(hash, 0, SHA256_BYTES);
      mac.update(toSign.array(), 0, toSign.length());
      mac.doFinal(hash, 0);
      head.putHex(hash, 0, SHA256_BYTES);
    } catch (DigestException | ShortBufferException e) {
      throw new IllegalStateException("SHA-256 does not have 32 bytes", e);
    }
  }
}
