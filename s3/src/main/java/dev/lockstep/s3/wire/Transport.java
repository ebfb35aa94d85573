package dev.lockstep.s3.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Bytes to and from a peer, blocking the thread that calls.
sealed interface Transport permits PlainTransport, TlsTransport {
  /// Reads at least one byte, unless there is no room.
  ///
  /// @return how many; -1 when the peer has ended
  int read(ByteBuffer target) throws IOException;

  /// As [#read], but waits at most so long.
  ///
  /// @throws java.net.SocketTimeoutException when nothing came
  int read(ByteBuffer target, int millis) throws IOException;

  /// Writes all of both, together where that is possible. `second` may be empty.
  void write(ByteBuffer first, ByteBuffer second) throws IOException;

  /// Whether the peer has neither ended nor sent anything, looking without waiting.
  boolean quiet();

  /// Ends at once, also under a thread that reads or writes.
  void close();
}
