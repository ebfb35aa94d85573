package dev.lockstep.conformance;

import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.RetryPolicy;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.StoreLimits;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.WaitingClock;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.sandbox.InMemoryObjectStore;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.testkit.StoreUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Two stores in memory with a bucket each, and what tests of copying between them say. Their
/// limits are small, so that large objects are.
public final class TwoBuckets {
  public static final BucketName SRC = new BucketName("src");
  public static final BucketName DST = new BucketName("dst");
  public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  /// Objects of more than a MiB go in parts, of 1,000 bytes at the least.
  public static final StoreLimits SMALL = new StoreLimits(1 << 20, 1000, 1 << 20, 100);

  public final ObjectStore source = store("a");
  public final ObjectStore destination = store("b");

  public TwoBuckets() {
    source.createBucket(SRC);
    source.createBucket(DST);
    destination.createBucket(DST);
  }

  private static ObjectStore store(String name) {
    return new InMemoryObjectStore(
        name, new SandboxStore(() -> NOW, SMALL, SandboxStore.DEFAULT_REGION));
  }

  public static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /// Three attempts, and a few more for a store that is out, without waiting: time passes as if.
  public static RetryPolicy atOnce() {
    RandomGenerator shared = RandomGeneratorFactory.of("SecureRandom").create();
    Duration second = Duration.ofSeconds(1);
    return new RetryPolicy(3, Duration.ofSeconds(4), second, second, shared, new ImpatientClock());
  }

  /// Whoever waits has waited.
  private static final class ImpatientClock implements WaitingClock {
    private final AtomicLong now = new AtomicLong();

    @Override
    public long nanos() {
      return now.get();
    }

    @Override
    public void await(long nanos) {
      now.addAndGet(nanos);
    }
  }

  public static ObjectRef in(BucketName bucket, String key) {
    return ObjectRef.current(bucket, ObjectKey.of(key));
  }

  public void put(String key, byte[] bytes, ObjectAttributes attributes) {
    source.putObject(in(SRC, key), attributes, ObjectBody.of(bytes), WriteOptions.PLAIN);
  }

  /// Writes an object in parts of these lengths.
  public static byte[] putParts(
      ObjectStore store, ObjectRef object, ObjectAttributes attributes, int... lengths) {
    byte[] bytes = StoreUnderTest.pattern(Arrays.stream(lengths).sum(), lengths.length);
    MultipartUpload upload = store.createUpload(object, attributes, null);
    List<UploadedPart> parts = new ArrayList<>();
    int at = 0;
    for (int length : lengths) {
      byte[] part = Arrays.copyOfRange(bytes, at, at + length);
      parts.add(store.uploadPart(upload, parts.size() + 1, ObjectBody.of(part), PartChecksum.NONE));
      at += length;
    }
    store.completeUpload(upload, parts, WriteOptions.PLAIN);
    return bytes;
  }

  public static StoreException failure(StoreFailure failure) {
    return new StoreException(failure, "Test", "a:bucket/key", null);
  }

  public static StoreFailure.Detail detail(String code) {
    return new StoreFailure.Detail(500, code, "a test wants it", "id");
  }
}
