package dev.lockstep.s3.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// A TCP connection as it is.
final class PlainTransport implements Transport {
  private final SocketChannel channel;
  private final ByteBuffer[] pair = new ByteBuffer[2];

  PlainTransport(SocketChannel channel) {
    this.channel = channel;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return channel.read(target);
  }

  @Override
  public int read(ByteBuffer target, Deadline until) throws IOException {
    return readWithin(channel, target, until);
  }

  /// A channel has no time-out of its own; its socket's stream has.
  static int readWithin(SocketChannel channel, ByteBuffer target, Deadline until)
      throws IOException {
    byte[] bytes = new byte[Math.min(target.remaining(), 4096)];
    channel.socket().setSoTimeout(until.millisLeft());
    int read = channel.socket().getInputStream().read(bytes);
    if (read > 0) {
      target.put(bytes, 0, read);
    }
    return read;
  }

  @Override
  public void write(ByteBuffer first, ByteBuffer second) throws IOException {
    if (first.hasRemaining() && second.hasRemaining()) {
      pair[0] = first;
      pair[1] = second;
      channel.write(pair);
    } else {
      channel.write(first.hasRemaining() ? first : second);
    }
  }

  static void writeFully(SocketChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public boolean quiet() {
    return quiet(channel, ByteBuffer.allocate(1));
  }

  /// Whether a read that doesn't wait finds nothing.
  static boolean quiet(SocketChannel channel, ByteBuffer probe) {
    try {
      channel.configureBlocking(false);
      try {
        return channel.read(probe) == 0;
      } finally {
        channel.configureBlocking(true);
      }
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public void close() {
    close(channel);
  }

  static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException _) {
      // It is closed all the same: nothing of it is used any more.
    }
  }
}
