package dev.lockstep.endpoint;

import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/// The bytes that a request carries to a store.
public sealed interface ObjectBody {
  ObjectBody EMPTY = new Buffered(ByteBuffer.allocate(0));

  /// In bytes.
  long length();

  /// Bytes that are all there, from the buffer's position to its limit. Sent together with the
  /// request's head; can be sent again. The buffer's own position is left as it is, and the bytes
  /// must not change until the call returns.
  record Buffered(ByteBuffer bytes) implements ObjectBody {
    @Override
    public long length() {
      return bytes.remaining();
    }
  }

  /// Bytes that come as they are sent, and so only once. Reading must give exactly `length` bytes.
  record Streamed(ReadableByteChannel source, long length) implements ObjectBody {}

  static ObjectBody of(ByteBuffer bytes) {
    return new Buffered(bytes);
  }

  static ObjectBody of(byte[] bytes) {
    return new Buffered(ByteBuffer.wrap(bytes));
  }
}
