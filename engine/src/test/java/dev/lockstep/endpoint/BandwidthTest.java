package dev.lockstep.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.telemetry.RequestCounts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BandwidthTest {
  private static final int SIZE = 3_000_000;
  private static final ObjectRef KEY =
      ObjectRef.current(new BucketName("bucket"), ObjectKey.of("key"));

  private static final class Body extends FakeStore {
    @Override
    public FetchedObject fetchObject(ObjectRef object, ReadOptions options) {
      ReadableByteChannel body = Channels.newChannel(new ByteArrayInputStream(new byte[SIZE]));
      return new FetchedObject() {
        @Override
        public ObjectHead head() {
          throw new AssertionError("nobody asks");
        }

        @Override
        public long offset() {
          return 0;
        }

        @Override
        public long length() {
          return SIZE;
        }

        @Override
        public ReadableByteChannel body() {
          return body;
        }

        @Override
        public void close() {}
      };
    }
  }

  private static int read(ObjectRef key, RetryingStore store) {
    try (FetchedObject fetched = store.fetchObject(key, ReadOptions.PLAIN)) {
      ByteBuffer buffer = ByteBuffer.allocate(SIZE + 1);
      while (fetched.body().read(buffer) >= 0) {}
      return buffer.position();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void allBodiesTogetherAreReadNoFasterThanMayBe() {
    int threads = 10;
    VirtualClock clock = new VirtualClock(threads);
    RetryPolicy policy =
        new RetryPolicy(
            1,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            RandomGeneratorFactory.of("L64X128MixRandom").create(1),
            clock);
    RetryingStore store =
        new RetryingStore(
            new Body(),
            policy,
            new RequestCounts(),
            RequestPacer.unlimited(policy),
            null,
            new Bandwidth(1_000_000, clock),
            _ -> {});

    AtomicInteger bytes = new AtomicInteger();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < threads; i++) {
        executor.execute(() -> {
          bytes.addAndGet(read(KEY, store));
          clock.leave();
        });
      }
    }

    assertThat(bytes).hasValue(threads * SIZE);
    assertThat(clock.time().toMillis()).isBetween(29_890L, 30_010L);
    assertThat(store.limitedBy(clock.time())).isEqualTo("--bandwidth");
  }

  @Test
  void whoReadsSlowlyWaitsForNothing() {
    VirtualClock clock = new VirtualClock(1);
    Bandwidth bandwidth = new Bandwidth(1_000_000, clock);
    try (FetchedObject fetched =
        bandwidth.limited(new Body().fetchObject(KEY, ReadOptions.PLAIN))) {
      ByteBuffer buffer = ByteBuffer.allocate(50_000);
      for (int i = 0; i < 60; i++) {
        clock.await(Duration.ofMillis(51).toNanos());
        assertThat(fetched.body().read(buffer.clear())).isEqualTo(50_000);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    assertThat(clock.time()).isEqualTo(Duration.ofMillis(60 * 51));
    assertThat(bandwidth.isUsed(clock.time())).isFalse();
  }

  @Test
  void refusesToLetNothingThrough() {
    assertThatThrownBy(() -> new Bandwidth(0, new VirtualClock(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
