package dev.lockstep.sandbox.signature;

import dev.lockstep.sandbox.http.BodyStream;
import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.Refusal;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A body that is sent as it is, with or without a digest that was signed.
final class PlainPayload implements Payload {
  private final BodyStream body;
  private final @Nullable String expected;
  private final MessageDigest digest = Sha256.digest();

  /// @param expected its SHA-256; null when that wasn't signed
  PlainPayload(BodyStream body, @Nullable String expected) {
    this.body = body;
    this.expected = expected;
  }

  @Override
  public long length() {
    return body.length();
  }

  @Override
  public int read(byte[] target, int from, int count) throws IOException {
    int taken = body.read(target, from, count);
    if (expected != null && taken > 0) {
      digest.update(target, from, taken);
    }
    return taken;
  }

  @Override
  public Map<String, String> finish() {
    if (expected != null) {
      String computed = Sha256.hex(digest.digest());
      if (!Sha256.same(computed, expected)) {
        throw new Refusal(ErrorCode.CONTENT_SHA256_MISMATCH)
            .with("ClientComputedContentSHA256", expected)
            .with("S3ComputedContentSHA256", computed);
      }
    }
    return Map.of();
  }
}
