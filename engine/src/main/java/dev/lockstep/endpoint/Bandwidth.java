package dev.lockstep.endpoint;

import dev.lockstep.object.ObjectHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// How many bytes a second may be read of objects' bodies, over all stores: who has read waits
/// until that was due. Any thread may call.
public final class Bandwidth {
  /// So much is read in one go at the most: enough for speed, and little for a wait.
  private static final int MOST_AT_ONCE = 64 << 10;

  private static final double SECOND = 1e9;

  /// What was not used for so long may be used at once: who reads slowly waits for nothing.
  private static final long BURST = Duration.ofMillis(100).toNanos();

  private final double nanosPerByte;
  private final WaitingClock clock;
  private final AtomicLong nextTurn;
  private final LongAdder waited = new LongAdder();

  public Bandwidth(long bytesPerSecond, WaitingClock clock) {
    if (bytesPerSecond < 1) {
      throw new IllegalArgumentException("Some bytes must be let through");
    }
    nanosPerByte = SECOND / bytesPerSecond;
    this.clock = clock;
    nextTurn = new AtomicLong(clock.nanos());
  }

  /// The same object, read no faster than may be.
  FetchedObject limited(FetchedObject fetched) {
    return new Limited(fetched, new LimitedChannel(fetched.body()));
  }

  private void passed(int bytes) {
    long now = clock.nanos();
    long cost = (long) (bytes * nanosPerByte);
    long turn = nextTurn.updateAndGet(next -> Math.max(next - now, -BURST) + now + cost);
    long wait = turn - now;
    if (wait > 0) {
      waited.add(cost);
      clock.await(wait);
    }
  }

  /// Whether bytes had to wait for a fifth of this time or more.
  boolean isUsed(Duration time) {
    return waited.sum() > 0 && waited.sum() >= time.toNanos() / 5;
  }

  private record Limited(FetchedObject fetched, ReadableByteChannel body) implements FetchedObject {
    @Override
    public ObjectHead head() {
      return fetched.head();
    }

    @Override
    public long offset() {
      return fetched.offset();
    }

    @Override
    public long length() {
      return fetched.length();
    }

    @Override
    public void close() {
      fetched.close();
    }
  }

  private final class LimitedChannel implements ReadableByteChannel {
    private final ReadableByteChannel body;

    LimitedChannel(ReadableByteChannel body) {
      this.body = body;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      int limit = into.limit();
      into.limit(Math.min(limit, into.position() + MOST_AT_ONCE));
      int read;
      try {
        read = body.read(into);
      } finally {
        into.limit(limit);
      }
      if (read > 0) {
        passed(read);
      }
      return read;
    }

    @Override
    public boolean isOpen() {
      return body.isOpen();
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }
}
