package dev.lockstep.s3.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// TLS over a TCP connection.
///
/// Its buffers are arrays, because the JDK's ciphers work on arrays and copy what lies elsewhere.
final class TlsTransport implements Transport {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /// How many records are read or written at a time when there is much to be moved.
  private static final int BATCH = 4;

  private final SocketChannel channel;
  private final SSLEngine engine;
  private final ByteBuffer[] pair = new ByteBuffer[2];
  private final int recordRoom;
  private final int packetRoom;

  /// Records as they came, ready to be read.
  private ByteBuffer arrived;

  private ByteBuffer leaving;

  /// What has been decrypted and not yet been asked for, ready to be read.
  private final ByteBuffer plain;

  private boolean ended;

  /// @param engine in client mode
  TlsTransport(SocketChannel channel, SSLEngine engine) {
    this.channel = channel;
    this.engine = engine;
    recordRoom = engine.getSession().getApplicationBufferSize();
    packetRoom = engine.getSession().getPacketBufferSize();
    arrived = ByteBuffer.allocate(packetRoom).flip();
    leaving = ByteBuffer.allocate(packetRoom);
    plain = ByteBuffer.allocate(recordRoom).flip();
  }

  /// @param until for how long all of it may take
  void handshake(Deadline until) throws IOException {
    engine.beginHandshake();
    while (true) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> runTasks();
        case NEED_WRAP -> wrap(NOTHING, NOTHING);
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrapHandshake(until);
        case FINISHED, NOT_HANDSHAKING -> {
          return;
        }
      }
    }
  }

  private void unwrapHandshake(Deadline until) throws IOException {
    plain.clear();
    try {
      if (unwrap(plain, until) < 0) {
        throw new EOFException("The server closed the connection during the TLS handshake");
      }
    } finally {
      plain.flip();
    }
  }

  private void runTasks() {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return readPlain(target, null);
  }

  @Override
  public int read(ByteBuffer target, Deadline until) throws IOException {
    return readPlain(target, until);
  }

  private int readPlain(ByteBuffer target, @Nullable Deadline until) throws IOException {
    if (plain.hasRemaining() || !target.hasRemaining()) {
      return moveTo(target);
    }
    if (target.remaining() >= recordRoom) {
      return readRecord(target, until);
    }
    plain.clear();
    try {
      if (readRecord(plain, until) < 0) {
        return -1;
      }
    } finally {
      plain.flip();
    }
    return moveTo(target);
  }

  private int moveTo(ByteBuffer target) {
    int count = Math.min(plain.remaining(), target.remaining());
    target.put(target.position(), plain, plain.position(), count);
    target.position(target.position() + count);
    plain.position(plain.position() + count);
    return count;
  }

  /// Decrypts the next record that has bytes for us, into a target with room for any.
  private int readRecord(ByteBuffer target, @Nullable Deadline until) throws IOException {
    while (true) {
      int produced = unwrap(target, until);
      obeyPeer();
      if (produced != 0) {
        return produced;
      }
    }
  }

  /// @return how many bytes one record gave; -1 when the peer has ended
  private int unwrap(ByteBuffer target, @Nullable Deadline until) throws IOException {
    while (!ended) {
      SSLEngineResult result = engine.unwrap(arrived, target);
      switch (result.getStatus()) {
        case OK -> {
          return result.bytesProduced();
        }
        case CLOSED -> ended = true;
        case BUFFER_UNDERFLOW -> fill(until);
        case BUFFER_OVERFLOW -> throw new SSLException("A TLS record is larger than allowed");
      }
    }
    return -1;
  }

  /// Where the server sends as fast as we read, several records are read at a time.
  private void fill(@Nullable Deadline until) throws IOException {
    if (arrived.limit() == arrived.capacity() && arrived.capacity() == packetRoom) {
      arrived = ByteBuffer.allocate(BATCH * packetRoom).put(arrived);
    } else {
      arrived.compact();
    }
    try {
      int read =
          until == null
              ? channel.read(arrived)
              : PlainTransport.readWithin(channel, arrived, until);
      ended = read < 0;
    } finally {
      arrived.flip();
    }
  }

  /// A peer may ask for new keys at any time (TLS 1.3), which wants an answer.
  private void obeyPeer() throws IOException {
    while (true) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> runTasks();
        case NEED_WRAP -> wrap(NOTHING, NOTHING);
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN ->
            throw new SSLException("The server wants to renegotiate TLS in mid-connection");
        case FINISHED, NOT_HANDSHAKING -> {
          return;
        }
      }
    }
  }

  @Override
  public void write(ByteBuffer first, ByteBuffer second) throws IOException {
    wrap(first, second);
  }

  /// Wraps as many records as there is room for, and sends them together.
  private void wrap(ByteBuffer first, ByteBuffer second) throws IOException {
    pair[0] = first;
    pair[1] = second;
    if (leaving.capacity() == packetRoom && first.remaining() + second.remaining() > recordRoom) {
      leaving = ByteBuffer.allocate(BATCH * packetRoom);
    }
    leaving.clear();
    Status status;
    do {
      status = engine.wrap(pair, leaving).getStatus();
    } while (status == Status.OK
        && leaving.remaining() >= packetRoom
        && (first.hasRemaining() || second.hasRemaining()));
    leaving.flip();
    if (status != Status.OK && !leaving.hasRemaining()) {
      throw new SSLException("The server has ended the TLS session");
    }
    PlainTransport.writeFully(channel, leaving);
  }

  @Override
  public boolean quiet() {
    if (ended || plain.hasRemaining()) {
      return false;
    }
    ByteBuffer probe = ByteBuffer.allocate(arrived.capacity() - arrived.remaining());
    if (PlainTransport.quiet(channel, probe)) {
      return true;
    }
    if (probe.position() == 0) {
      return false;
    }
    arrived.compact().put(probe.flip()).flip();
    return onlyTickets();
  }

  /// After the handshake a server may send tickets for later sessions, which are no answer.
  private boolean onlyTickets() {
    plain.clear();
    try {
      while (arrived.hasRemaining()) {
        SSLEngineResult result = engine.unwrap(arrived, plain);
        if (result.getStatus() != Status.OK || result.bytesProduced() > 0) {
          return result.getStatus() == Status.BUFFER_UNDERFLOW;
        }
        obeyPeer();
      }
      return true;
    } catch (IOException _) {
      return false;
    } finally {
      plain.clear().flip();
    }
  }

  @Override
  public void close() {
    PlainTransport.close(channel);
  }
}
