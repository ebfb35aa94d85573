package dev.lockstep.sandbox.signature;

import dev.lockstep.sandbox.http.BodyStream;
import dev.lockstep.sandbox.http.HttpRequest;
import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.Refusal;
import java.io.EOFException;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A body in the chunks of `aws-chunked`, signed or not, with or without headers behind it.
final class ChunkedPayload implements Payload {
  private static final String SIGNATURE = "chunk-signature=";
  private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";

  private final BodyStream body;
  private final long length;
  private final @Nullable ChunkSigner signer;
  private final boolean trailing;
  private final MessageDigest digest = Sha256.digest();
  private final Map<String, String> trailers = new HashMap<>();
  private String chunkSignature = "";
  private long left;
  private long taken;
  private boolean over;

  ChunkedPayload(HttpRequest request, Signed signed) {
    this.body = request.body();
    this.length = decodedLength(request);
    this.trailing = signed.payloadHash().endsWith("-TRAILER");
    this.signer =
        switch (signed.payloadHash()) {
          case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" ->
              signed.chunks();
          case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> null;
          default -> throw Refusal.notImplemented(signed.payloadHash());
        };
  }

  private static long decodedLength(HttpRequest request) {
    String header = request.headers().first("x-amz-decoded-content-length");
    try {
      if (header != null && Long.parseLong(header) >= 0) {
        return Long.parseLong(header);
      }
    } catch (NumberFormatException e) {
      // Refused below, as a missing one is.
    }
    throw new Refusal(ErrorCode.MISSING_CONTENT_LENGTH);
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public int read(byte[] target, int from, int count) throws IOException {
    if (left == 0 && !over) {
      nextChunk();
    }
    if (over) {
      return -1;
    }
    int got = body.read(target, from, (int) Math.min(count, left));
    if (got < 0) {
      throw new EOFException("The body ended within a chunk");
    }
    left -= got;
    taken += got;
    if (signer != null) {
      digest.update(target, from, got);
    }
    if (left == 0) {
      requireLine();
      endChunk();
    }
    return got;
  }

  private void nextChunk() throws IOException {
    String line = requireLine();
    int mark = line.indexOf(';');
    try {
      left = Long.parseLong(mark < 0 ? line : line.substring(0, mark), 16);
    } catch (NumberFormatException e) {
      throw new Refusal(ErrorCode.INCOMPLETE_BODY);
    }
    int signature = line.indexOf(SIGNATURE);
    chunkSignature = signature < 0 ? "" : line.substring(signature + SIGNATURE.length());
    if (left == 0) {
      over = true;
      endChunk();
      readTrailers();
    }
  }

  private String requireLine() throws IOException {
    String line = body.line();
    if (line == null) {
      throw new Refusal(ErrorCode.INCOMPLETE_BODY);
    }
    return line;
  }

  private void endChunk() {
    if (signer != null) {
      signer.verifyChunk(Sha256.hex(digest.digest()), chunkSignature);
    }
  }

  private void readTrailers() throws IOException {
    StringBuilder signedLines = new StringBuilder();
    for (String line = body.line(); line != null && !line.isEmpty(); line = body.line()) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new Refusal(ErrorCode.MALFORMED_TRAILER);
      }
      String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      trailers.put(name, value);
      if (!name.equals(TRAILER_SIGNATURE)) {
        signedLines.append(name).append(':').append(value).append('\n');
      }
    }
    if (signer != null && trailing) {
      signer.verifyTrailer(signedLines.toString(), trailers.getOrDefault(TRAILER_SIGNATURE, ""));
    }
  }

  @Override
  public Map<String, String> finish() throws IOException {
    byte[] rest = new byte[1];
    if (read(rest, 0, 1) >= 0 || taken != length) {
      throw new Refusal(ErrorCode.INCOMPLETE_BODY);
    }
    return trailers;
  }
}
