package dev.lockstep.sandbox.fault;

import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectHead;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Answers that say something else than what is so. Each is null where its fault does not fit.
final class PortLies {
  static final String OTHER_ETAG = "0123456789abcdef0123456789abcdef";

  private PortLies() {}

  static @Nullable WriteReceipt receipt(Fault fault, Supplier<WriteReceipt> request) {
    ETag told = fault == Fault.Lie.OTHER_ETAG ? new ETag(OTHER_ETAG) : null;
    if (told == null && fault != Fault.Lie.NO_ETAG) {
      return null;
    }
    WriteReceipt truth = request.get();
    return new WriteReceipt(
        told, truth.version(), truth.encryption(), truth.checksums(), truth.perhapsTwice());
  }

  static @Nullable UploadedPart part(Fault fault, Supplier<UploadedPart> request) {
    return fault == Fault.Lie.OTHER_ETAG
        ? new UploadedPart(request.get().number(), new ETag(OTHER_ETAG))
        : null;
  }

  static @Nullable ObjectHead head(Fault fault, Supplier<ObjectHead> request) {
    return fault == Fault.Lie.NO_ETAG ? withoutEtag(request.get()) : null;
  }

  private static ObjectHead withoutEtag(ObjectHead head) {
    return new ObjectHead(
        head.size(),
        null,
        head.lastModified(),
        head.version(),
        head.attributes(),
        head.tagCount(),
        head.partsCount(),
        head.checksums());
  }

  static @Nullable FetchedObject fetched(
      Fault fault, Supplier<FetchedObject> request, ReadOptions options) {
    boolean range = options.range() != null && fault == Fault.Lie.OTHER_RANGE;
    boolean flipped = fault == Fault.Lie.BIT_FLIPPED_IN_READ;
    boolean cut = fault instanceof Fault.Breakage breakage && breakage.ofBody();
    if (fault != Fault.Lie.NO_ETAG && !range && !flipped && !cut) {
      return null;
    }
    FetchedObject truth = request.get();
    byte[] bytes = bytes(truth);
    ObjectHead head = fault == Fault.Lie.NO_ETAG ? withoutEtag(truth.head()) : truth.head();
    if (cut) {
      return new Told(head, truth.offset(), bytes.length, new CutBody(bytes, bytes.length / 2));
    }
    long offset = range ? truth.offset() + 1 : truth.offset();
    return Told.of(head, offset, flipped ? flip(bytes) : bytes);
  }

  /// The beginning of some bytes, and then no more.
  private static final class CutBody implements ReadableByteChannel {
    private final ByteBuffer beginning;

    CutBody(byte[] bytes, int length) {
      beginning = ByteBuffer.wrap(bytes, 0, length);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      if (!beginning.hasRemaining()) {
        throw new IOException("The body was cut off");
      }
      int count = Math.min(beginning.remaining(), target.remaining());
      target.put(beginning.slice(beginning.position(), count));
      beginning.position(beginning.position() + count);
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {
      // There is nothing behind it.
    }
  }

  static <T> T flipped(ObjectBody body, Function<ObjectBody, T> write) {
    return write.apply(ObjectBody.of(flip(bytes(body))));
  }

  static byte[] flip(byte[] bytes) {
    if (bytes.length > 0) {
      bytes[bytes.length / 2] ^= 4;
    }
    return bytes;
  }

  private static byte[] bytes(ObjectBody body) {
    return switch (body) {
      case ObjectBody.Buffered buffered -> {
        ByteBuffer from = buffered.bytes().duplicate();
        byte[] all = new byte[from.remaining()];
        from.get(all);
        yield all;
      }
      case ObjectBody.Streamed streamed -> read(streamed.source(), streamed.length());
    };
  }

  private static byte[] bytes(FetchedObject fetched) {
    try (fetched) {
      return read(fetched.body(), fetched.length());
    }
  }

  private static byte[] read(ReadableByteChannel from, long length) {
    ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(length));
    try {
      int read = 0;
      while (all.hasRemaining() && read >= 0) {
        read = from.read(all);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.array();
  }

  /// An object that was read before it is told.
  private record Told(ObjectHead head, long offset, long length, ReadableByteChannel body)
      implements FetchedObject {
    static Told of(ObjectHead head, long offset, byte[] bytes) {
      ReadableByteChannel body = Channels.newChannel(new ByteArrayInputStream(bytes));
      return new Told(head, offset, bytes.length, body);
    }

    @Override
    public void close() {
      // There is nothing behind it.
    }
  }
}
