package dev.lockstep.endpoint;

import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.io.ByteArrayInputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A store whose objects say of themselves what a test wants them to say: their heads, bytes, parts
/// and tags need not fit together.
public class HeldObjects extends FakeStore {
  private final Map<ObjectKey, Held> objects = new ConcurrentHashMap<>();
  public final AtomicInteger heads = new AtomicInteger();
  public final AtomicInteger reads = new AtomicInteger();

  private static final class Held {
    private final ObjectHead head;
    private final byte[] bytes;
    private final int firstPart;
    private final Map<String, String> tags;

    Held(ObjectHead head, byte[] bytes, int firstPart, Map<String, String> tags) {
      this.head = head;
      this.bytes = bytes;
      this.firstPart = firstPart;
      this.tags = tags;
    }
  }

  /// @param firstPart how many bytes the first part has
  public HeldObjects hold(
      String key, ObjectHead head, byte[] bytes, int firstPart, Map<String, String> tags) {
    objects.put(ObjectKey.of(key), new Held(head, bytes, firstPart, tags));
    return this;
  }

  private Held held(ObjectRef object) {
    Held held = objects.get(object.key());
    if (held == null) {
      throw Failures.missing();
    }
    return held;
  }

  @Override
  public void headBucket(BucketName bucket) {}

  @Override
  public ObjectHead headObject(ObjectRef object, ReadOptions options) {
    heads.incrementAndGet();
    return held(object).head;
  }

  @Override
  public FetchedObject fetchObject(ObjectRef object, ReadOptions options) {
    Held held = held(object);
    boolean part = options.partNumber() == 1;
    if (!part) {
      reads.incrementAndGet();
    }
    byte[] bytes = part ? Arrays.copyOf(held.bytes, held.firstPart) : held.bytes;
    return new Fetched(
        held.head, bytes.length, Channels.newChannel(new ByteArrayInputStream(bytes)));
  }

  private record Fetched(ObjectHead head, long length, ReadableByteChannel body)
      implements FetchedObject {
    @Override
    public long offset() {
      return 0;
    }

    @Override
    public void close() {}
  }

  @Override
  public Map<String, String> fetchTags(ObjectRef object) {
    return held(object).tags;
  }
}
