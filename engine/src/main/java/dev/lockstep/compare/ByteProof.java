package dev.lockstep.compare;

import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The last resort of comparing: the bytes themselves, a buffer at a time.
final class ByteProof {
  private static final int BUFFER = 256 << 10;

  private ByteProof() {}

  /// The ETag that the object would have, had it been written in one part.
  static ETag md5(ObjectStore store, ObjectRef object) throws IOException {
    MessageDigest digest = newMd5();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    try (FetchedObject fetched = store.fetchObject(object, ReadOptions.PLAIN)) {
      while (fill(fetched.body(), buffer)) {
        digest.update(buffer);
      }
    }
    return new ETag(HexFormat.of().formatHex(digest.digest()));
  }

  /// Whether two objects have the same bytes; ends at the first that differs.
  static boolean sameBytes(
      ObjectStore store, ObjectRef object, ObjectStore otherStore, ObjectRef other)
      throws IOException {
    try (FetchedObject one = store.fetchObject(object, ReadOptions.PLAIN);
        FetchedObject two = otherStore.fetchObject(other, ReadOptions.PLAIN)) {
      return sameBytes(one.body(), two.body());
    }
  }

  private static boolean sameBytes(ReadableByteChannel one, ReadableByteChannel two)
      throws IOException {
    ByteBuffer left = ByteBuffer.allocate(BUFFER);
    ByteBuffer right = ByteBuffer.allocate(BUFFER);
    boolean more = true;
    while (more) {
      more = fill(one, left);
      fill(two, right);
      if (!left.equals(right)) {
        return false;
      }
    }
    return true;
  }

  /// Fills the buffer as far as the source reaches, and flips it.
  ///
  /// @return whether there is anything in it
  private static boolean fill(ReadableByteChannel source, ByteBuffer buffer) throws IOException {
    buffer.clear();
    int read = 0;
    while (buffer.hasRemaining() && read >= 0) {
      read = source.read(buffer);
    }
    return buffer.flip().hasRemaining();
  }

  private static MessageDigest newMd5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has MD5", e);
    }
  }
}
