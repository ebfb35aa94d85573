package dev.lockstep.s3.sign;

import dev.lockstep.s3.wire.BodyChunks;
import dev.lockstep.s3.wire.WireText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import org.jspecify.annotations.Nullable;

/// A body in signed chunks (`aws-chunked`): each signature covers a chunk and the signature before,
/// the first one that of the request. A checksum behind the chunks is signed like one more.
public final class SignedChunks implements BodyChunks {
  /// Instead of the hash of a body that goes in signed chunks.
  public static final String PAYLOAD = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";

  /// The same for one with its checksum behind it.
  public static final String TRAILER_PAYLOAD = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";

  private static final String SIGNATURE = ";chunk-signature=";
  private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature:";
  private static final String HASH_OF_NOTHING =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  private static final int HASH_BYTES = 32;

  /// Length and signature with the two line ends around a chunk, without the length's digits.
  private static final int AROUND = SIGNATURE.length() + 2 * HASH_BYTES + 4;

  private final MessageDigest sha256;
  private final Mac mac;
  private final String scope;
  private @Nullable TrailingChecksum checksum;
  private final WireText toSign = new WireText(320);
  private final WireText line = new WireText(128);
  private final byte[] hash = new byte[HASH_BYTES];
  private final byte[] signature;

  /// @param mac with the key of the request
  /// @param seed the request's signature
  SignedChunks(MessageDigest sha256, Mac mac, String time, String scope, byte[] seed) {
    this.sha256 = sha256;
    this.mac = mac;
    this.scope = time + '\n' + scope + '\n';
    signature = seed.clone();
  }

  /// Lets the body's checksum follow it.
  public SignedChunks with(TrailingChecksum trailing) {
    checksum = trailing;
    return this;
  }

  @Override
  public long wireLength(long length) {
    return wireLength(length, SIZE);
  }

  long wireLength(long length, int chunk) {
    long full = length / chunk;
    int last = (int) (length % chunk);
    return length
        + full * around(chunk)
        + (last == 0 ? 0 : around(last))
        + around(0)
        + (checksum == null
            ? 0
            : checksum.lineLength() + TRAILER_SIGNATURE.length() + 2 * HASH_BYTES + 4);
  }

  private static int around(int chunk) {
    return Integer.toHexString(chunk).length() + AROUND;
  }

  @Override
  public ByteBuffer before(ByteBuffer chunk) {
    sha256.update(chunk.duplicate());
    if (checksum != null) {
      checksum.update(chunk);
    }
    begin(chunk.remaining());
    return line.buffer();
  }

  @Override
  public ByteBuffer behind() {
    begin(0);
    if (checksum != null) {
      putTrailer(checksum.line());
    }
    return line.endLine().buffer();
  }

  /// What is hashed ends in a line feed, what is sent in a carriage return besides.
  private void putTrailer(String trailer) {
    line.put(trailer).endLine();
    sha256.update((trailer + '\n').getBytes(StandardCharsets.US_ASCII));
    sign("AWS4-HMAC-SHA256-TRAILER\n", "");
    line.put(TRAILER_SIGNATURE).putHex(signature, 0, HASH_BYTES).endLine();
  }

  /// Ends the chunk before, if there was one, and begins the one that has been hashed.
  private void begin(int size) {
    boolean first = line.length() == 0;
    sign("AWS4-HMAC-SHA256-PAYLOAD\n", HASH_OF_NOTHING + '\n');
    line.clear();
    if (!first) {
      line.endLine();
    }
    line.put(Integer.toHexString(size)).put(SIGNATURE);
    line.putHex(signature, 0, HASH_BYTES).endLine();
  }

  /// Signs what has been hashed.
  private void sign(String kind, String besides) {
    try {
      sha256.digest(hash, 0, HASH_BYTES);
      toSign.clear();
      toSign.put(kind).put(scope).putHex(signature, 0, HASH_BYTES).put('\n');
      toSign.put(besides).putHex(hash, 0, HASH_BYTES);
      mac.update(toSign.array(), 0, toSign.length());
      mac.doFinal(signature, 0);
    } catch (DigestException | ShortBufferException e) {
      throw new IllegalStateException("SHA-256 does not have 32 bytes", e);
    }
  }
}
