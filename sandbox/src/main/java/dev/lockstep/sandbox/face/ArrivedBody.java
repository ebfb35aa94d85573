package dev.lockstep.sandbox.face;

import dev.lockstep.object.Checksum;
import dev.lockstep.sandbox.content.Fingerprint;
import dev.lockstep.sandbox.content.Intake;
import dev.lockstep.sandbox.content.Intake.Received;
import dev.lockstep.sandbox.signature.Payload;
import dev.lockstep.sandbox.store.BodyClaims;
import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.Refusal;
import dev.lockstep.sandbox.store.StoredBucket;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The body of an upload, read and verified.
record ArrivedBody(Received received, BodyClaims claims) {

  /// Reads and verifies a body.
  ///
  /// @param also a checksum to compute besides the one that is claimed; null for S3's default if
  ///   none is
  /// @param most in bytes
  static ArrivedBody read(
      S3Request request, StoredBucket bucket, Checksum.@Nullable Algorithm also, long most)
      throws IOException {
    BodyClaims announced = ChecksumHeaders.announced(request.headers());
    if (!request.headers().has("content-length") && !request.headers().has("transfer-encoding")) {
      throw new Refusal(ErrorCode.MISSING_CONTENT_LENGTH);
    }
    long length = request.payload().requireLength();
    if (length > most) {
      throw new Refusal(ErrorCode.ENTITY_TOO_LARGE)
          .with("ProposedSize", Long.toString(length))
          .with("MaxSizeAllowed", Long.toString(most));
    }
    try {
      Received received =
          Intake.receive(
              request.payload()::read,
              length,
              announced.wanted(also == null ? announced.kept() : also),
              bucket.keeps(length));
      BodyClaims claims = ChecksumHeaders.completed(announced, request.payload().finish());
      claims.verify(received.fingerprint());
      return new ArrivedBody(received, claims);
    } catch (EOFException e) {
      throw new Refusal(ErrorCode.INCOMPLETE_BODY);
    }
  }

  /// The same, for requests that need not say anything of their body.
  static byte[] readShort(S3Request request, int most) throws IOException {
    return readShort(request, ChecksumHeaders.announced(request.headers()), most);
  }

  /// Reads and verifies the short body of a request that is no upload.
  static byte[] readShort(S3Request request, BodyClaims announced, int most) throws IOException {
    Payload payload = request.payload();
    if (payload.requireLength() > most) {
      throw new Refusal(ErrorCode.ENTITY_TOO_LARGE);
    }
    byte[] body = payload.readFully();
    BodyClaims claims = ChecksumHeaders.completed(announced, payload.finish());
    claims.verify(Fingerprint.of(body, claims.wanted(claims.kept())));
    return body;
  }
}
