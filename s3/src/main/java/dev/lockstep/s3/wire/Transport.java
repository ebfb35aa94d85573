package dev.lockstep.s3.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Bytes to and from a peer, blocking the thread that calls.
sealed interface Transport permits PlainTransport, TlsTransport {
  /// Reads at least one byte, unless there is no room.
  ///
  /// @return how many; -1 when the peer has ended
  int read(ByteBuffer target) throws IOException;

  /// As [#read], but waits no longer than that.
  ///
  /// @throws java.net.SocketTimeoutException when nothing came
  int read(ByteBuffer target, Deadline until) throws IOException;

  /// Writes some of both, in this order; on a virtual thread as much as there is room for at once.
  /// `second` may be empty.
  void write(ByteBuffer first, ByteBuffer second) throws IOException;

  /// Whether the peer has neither ended nor sent anything, looking without waiting.
  boolean quiet();

  /// Ends at once, also under a thread that reads or writes.
  void close();
}
