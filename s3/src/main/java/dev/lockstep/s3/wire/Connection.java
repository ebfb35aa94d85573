package dev.lockstep.s3.wire;

import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.s3.wire.WireException.Stage;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One connection to a server: a request, its answer, the next request.
final class Connection {
  static final int MOST_HEAD_BYTES = 256 << 10;
  private static final Duration FOR_CONTINUE = Duration.ofSeconds(1);
  private static final int ROOM_FOR_LINES = 4 << 10;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Origin origin;
  private final Transport transport;
  private final TimeLimits limits;
  private final Patience patience;
  private final AnswerHead head = new AnswerHead();
  private byte[] in = new byte[24 << 10];
  private ByteBuffer inBuffer = ByteBuffer.wrap(in);

  /// Where the body begins; before it stands the head, which stays until the next request.
  private int bodyStart;

  private int at;
  private int end;
  private boolean spoiled;
  private boolean waitedInVain;
  private boolean bodyUnsent;

  /// How long this request's sending was waited for.
  private long sendingNanos;

  private final long openedAt = System.nanoTime();
  private long idleSince;

  Connection(Origin origin, Transport transport, TimeLimits limits) {
    this.origin = origin;
    this.transport = transport;
    this.limits = limits;
    patience = new Patience(limits.leastRate());
  }

  Origin origin() {
    return origin;
  }

  AnswerHead head() {
    return head;
  }

  // Sending ------------------------------------------------------------------------------------

  /// Sends a request and reads the head of its answer.
  void exchange(WireRequest request, PumpBuffers buffers) throws WireException {
    at = 0;
    end = 0;
    sendingNanos = 0;
    patience.request(limits.slack());
    try {
      bodyUnsent = send(request, buffers);
      if (!bodyUnsent) {
        readHead(firstByte(request));
      }
    } catch (WireException e) {
      spoiled = true;
      throw e;
    } catch (IOException e) {
      answeredEarly(e);
    }
  }

  /// What the kernel has taken may not have left yet, and goes no faster than what went before.
  private Duration firstByte(WireRequest request) {
    Duration limit = request.slow() ? limits.slowFirstByte() : limits.firstByte();
    Duration perByte = limits.slackFor(request.body().length());
    return limit.plus(perByte).plusNanos(2 * sendingNanos);
  }

  /// @return whether the answer is there before the body was sent
  private boolean send(WireRequest request, PumpBuffers buffers) throws IOException {
    return switch (request.body()) {
      case ObjectBody.Buffered body -> {
        write(request.head().duplicate(), body.bytes().duplicate());
        yield false;
      }
      case ObjectBody.Streamed body -> sendStreamed(request, body, buffers);
    };
  }

  private boolean sendStreamed(WireRequest request, ObjectBody.Streamed body, PumpBuffers buffers)
      throws IOException {
    ByteBuffer head = request.head().duplicate();
    if (request.expectsContinue()) {
      write(head, NOTHING);
      if (refusedBeforeBody()) {
        spoiled = true;
        return true;
      }
    }
    ByteBuffer pump = buffers.take();
    try {
      pump(head, new BodySource(body), request.chunks(), pump);
      return false;
    } finally {
      buffers.giveBack(pump);
    }
  }

  private void pump(
      ByteBuffer head, BodySource source, @Nullable BodyChunks chunks, ByteBuffer pump)
      throws IOException {
    if (chunks == null) {
      while (source.fill(pump)) {
        write(head, pump);
      }
      write(head, NOTHING);
      return;
    }
    write(head, NOTHING);
    while (source.fill(pump)) {
      write(chunks.before(pump), pump);
    }
    write(chunks.behind(), NOTHING);
  }

  private void write(ByteBuffer first, ByteBuffer second) throws IOException {
    while (first.hasRemaining() || second.hasRemaining()) {
      writeSome(first, second);
    }
  }

  private void writeSome(ByteBuffer first, ByteBuffer second) throws IOException {
    int before = first.remaining() + second.remaining();
    patience.begin(limits.untaken());
    try {
      transport.write(first, second);
    } finally {
      sendingNanos += patience.end(before - first.remaining() - second.remaining());
    }
  }

  /// Waits for `100 Continue`, for a while: a server that doesn't know it would wait for the body.
  private boolean refusedBeforeBody() throws IOException {
    try {
      inBuffer.limit(in.length).position(0);
      end = transport.read(inBuffer, Deadline.in(FOR_CONTINUE));
    } catch (SocketTimeoutException _) {
      waitedInVain = true;
      return false;
    }
    if (end < 0) {
      end = 0;
      throw new EOFException("The server closed the connection");
    }
    head.reset(0);
    patience.grant(limits.firstByte());
    parseHead(limits.firstByte());
    return head.status() >= 200;
  }

  /// A server may refuse a request in the middle of its body, and then close: what it said before
  /// that is its answer.
  private void answeredEarly(IOException sending) throws WireException {
    spoiled = true;
    if (!overdue() && !Thread.currentThread().isInterrupted()) {
      try {
        readHead(Duration.ofSeconds(1));
        return;
      } catch (WireException _) {
        // There is no answer; what failed first is told.
      }
    }
    throw failure(Stage.NOT_ANSWERED, sending, "sending the request");
  }

  // Reading ------------------------------------------------------------------------------------

  private void readHead(Duration limit) throws WireException {
    head.reset(at);
    patience.grant(limit);
    parseHead(limit);
    while (head.status() < 200) {
      head.reset(at);
      parseHead(limit);
    }
    bodyStart = at;
  }

  private void parseHead(Duration limit) throws WireException {
    int from = at;
    int behind = head.parse(in, end);
    while (behind < 0) {
      if (end - from >= MOST_HEAD_BYTES) {
        throw WireException.malformed("The head of the answer is too long");
      }
      if (end == in.length) {
        grow();
      }
      if (fill(limit, end == from ? Stage.NOT_ANSWERED : Stage.CUT_OFF) < 0) {
        Stage stage = end == from ? Stage.NOT_ANSWERED : Stage.CUT_OFF;
        throw new WireException(stage, "The server closed the connection", null);
      }
      behind = head.parse(in, end);
    }
    at = behind;
  }

  private void grow() {
    in = Arrays.copyOf(in, in.length * 2);
    inBuffer = ByteBuffer.wrap(in);
  }

  /// Reads more behind what is there; for that there must be room.
  private int fill(Duration limit, Stage stage) throws WireException {
    inBuffer.limit(in.length).position(end);
    int read = readInto(inBuffer, limit, stage);
    if (read > 0) {
      end += read;
    }
    return read;
  }

  private int readInto(ByteBuffer target, Duration limit, Stage stage) throws WireException {
    int before = target.remaining();
    patience.begin(limit);
    try {
      return transport.read(target);
    } catch (IOException e) {
      throw failure(stage, e, "waiting for the answer");
    } finally {
      patience.end(before - target.remaining());
    }
  }

  /// Bytes of the body: those that came with the head, else fresh ones, straight into the target.
  ///
  /// @return -1 when the server has ended
  int readBody(ByteBuffer target) throws WireException {
    int here = end - at;
    if (here == 0) {
      return readInto(target, limits.stalled(), Stage.CUT_OFF);
    }
    int count = Math.min(here, target.remaining());
    target.put(in, at, count);
    at += count;
    return count;
  }

  /// The next byte of the body, by way of the buffer.
  ///
  /// @return -1 when the server has ended
  int readByte() throws WireException {
    if (at == end) {
      at = bodyStart;
      end = bodyStart;
      if (in.length - end < ROOM_FOR_LINES) {
        grow();
      }
      if (fill(limits.stalled(), Stage.CUT_OFF) < 0) {
        return -1;
      }
    }
    return in[at++] & 0xff;
  }

  // Life ---------------------------------------------------------------------------------------

  /// For the watchdog: ends a wait that has lasted too long.
  void closeIfOverdue(long now) {
    if (patience.endsBy(now)) {
      transport.close();
    }
  }

  private WireException failure(Stage stage, IOException cause, String during) {
    spoiled = true;
    if (overdue()) {
      return new WireException(stage, "Time ran out " + during, cause);
    }
    return new WireException(stage, WireException.reason(cause) + " while " + during, cause);
  }

  boolean bodyUnsent() {
    return bodyUnsent;
  }

  /// Whether the server has once left `Expect: 100-continue` without an answer.
  boolean waitedInVain() {
    return waitedInVain;
  }

  /// Whether time ran out on it.
  boolean overdue() {
    return patience.hasEnded();
  }

  /// Whether another request may go over it: its answer has been read to the end, and no further.
  boolean reusable() {
    return !spoiled && !overdue() && at == end && head.keepsAlive() && !isOld();
  }

  private boolean isOld() {
    return System.nanoTime() - openedAt >= limits.life().toNanos();
  }

  void idle(long now) {
    idleSince = now;
    if (in.length > 64 << 10) {
      in = new byte[24 << 10];
      inBuffer = ByteBuffer.wrap(in);
    }
  }

  long idleSince() {
    return idleSince;
  }

  boolean quiet() {
    return transport.quiet();
  }

  void close() {
    transport.close();
  }
}
