package dev.lockstep.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BufferPoolTest {
  @Test
  void givesABufferOfTheSizeAskedForAndTheSameOneAgain() {
    BufferPool pool = new BufferPool(1);
    for (int size : new int[] {0, 1, 16 << 10, (16 << 10) + 1, BufferPool.LARGEST}) {
      ByteBuffer buffer = pool.take(size);
      assertThat(buffer.remaining()).isEqualTo(size);
      assertThat(buffer.isDirect()).isTrue();
      buffer.position(buffer.limit());
      pool.giveBack(buffer);
      assertThat(pool.take(size)).isSameAs(buffer);
      pool.giveBack(buffer);
    }
  }

  @Test
  void letsWaitWhileAllAreOut() throws InterruptedException {
    BufferPool pool = new BufferPool(1);
    ByteBuffer taken = pool.take(10);
    CountDownLatch got = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(() -> {
          pool.take(20);
          got.countDown();
        });

    assertThat(got.await(50, TimeUnit.MILLISECONDS)).isFalse();
    pool.take(BufferPool.LARGEST);
    pool.giveBack(taken);

    assertThat(got.await(10, TimeUnit.SECONDS)).isTrue();
  }
}
