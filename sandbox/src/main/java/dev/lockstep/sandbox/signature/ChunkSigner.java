package dev.lockstep.sandbox.signature;

import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.Refusal;

/// Verifies the chunks of a body one after the other: each signature covers the one before. Belongs
/// to one request.
public final class ChunkSigner {
  private final byte[] key;
  private final String date;
  private final CredentialScope scope;
  private String before;

  ChunkSigner(byte[] key, String date, CredentialScope scope, String seed) {
    this.key = key;
    this.date = date;
    this.scope = scope;
    this.before = seed;
  }

  void verifyChunk(String sha256, String signature) {
    verify("AWS4-HMAC-SHA256-PAYLOAD", Sha256.OF_NOTHING + "\n" + sha256, signature);
  }

  /// @param lines the trailing headers as they are signed: `name:value` and a line feed each
  void verifyTrailer(String lines, String signature) {
    verify("AWS4-HMAC-SHA256-TRAILER", Sha256.hexOf(lines), signature);
  }

  private void verify(String kind, String digests, String signature) {
    String text = String.join("\n", kind, date, scope.toString(), before, digests);
    String expected = Sha256.hex(Sha256.hmac(key, text));
    if (!Sha256.same(expected, signature)) {
      throw new Refusal(ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    }
    before = signature;
  }
}
