package dev.lockstep.s3.wire;

import java.nio.ByteBuffer;

/// What is sent between the bytes of a streamed body when it goes in chunks. For one request.
public interface BodyChunks {
  /// How many bytes of the body each chunk has, but for the last one, which may have fewer.
  int SIZE = 128 << 10;

  /// How many bytes a body of this length has on the wire, all that goes between and behind
  /// included.
  long wireLength(long length);

  /// What goes before a chunk. Good until the next call; the chunk is left as it is.
  ByteBuffer before(ByteBuffer chunk);

  /// What goes behind the last chunk.
  ByteBuffer behind();
}
