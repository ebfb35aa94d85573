package dev.lockstep.sandbox.signature;

import dev.lockstep.sandbox.http.HttpRequest;
import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.Refusal;
import java.io.IOException;
import java.util.Map;

/// The bytes that a request means to send, freed of what carries them. Read to the end, then
/// [#finish]ed, they are verified.
public sealed interface Payload permits PlainPayload, ChunkedPayload {
  /// How many bytes there are to be; -1 when the request doesn't say.
  long length();

  /// As [java.io.InputStream#read(byte\[\], int, int)].
  int read(byte[] target, int from, int count) throws IOException;

  /// Verifies what can be verified only at the end.
  ///
  /// @return the headers that came behind the bytes
  Map<String, String> finish() throws IOException;

  /// The payload of a request.
  static Payload of(HttpRequest request, Signed signed) {
    String hash = signed.payloadHash();
    if (hash.startsWith("STREAMING-")) {
      return new ChunkedPayload(request, signed);
    }
    return new PlainPayload(request.body(), hash.equals(Claim.UNSIGNED) ? null : hash);
  }

  /// The length, where an operation can't do without.
  default long requireLength() {
    if (length() < 0) {
      throw new Refusal(ErrorCode.MISSING_CONTENT_LENGTH);
    }
    return length();
  }

  /// Reads a short body, without finishing it.
  default byte[] readFully() throws IOException {
    byte[] bytes = new byte[(int) requireLength()];
    int at = 0;
    while (at < bytes.length) {
      int count = read(bytes, at, bytes.length - at);
      if (count < 0) {
        throw new Refusal(ErrorCode.INCOMPLETE_BODY);
      }
      at += count;
    }
    return bytes;
  }
}
