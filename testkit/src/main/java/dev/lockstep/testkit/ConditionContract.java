package dev.lockstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectAttributes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Reads and writes that are only to happen if the object is the one expected.
public interface ConditionContract extends StoreUnderTest {
  ETag OTHER = new ETag("00000000000000000000000000000000");
  WriteOptions IF_ABSENT = new WriteOptions(null, true, null);

  @Test
  default void aReadIfMatchGivesTheObjectExpected() {
    put("a", "hello");

    assertThat(fetch(ref("a"), ReadOptions.PLAIN.ifMatch(etag("a")))).asString().isEqualTo("hello");
  }

  @Test
  default void aReadIfMatchOfAnotherObjectSaysThatItChanged() {
    put("a", "hello");

    assertThat(
            StoreUnderTest.failureOf(
                () -> store().fetchObject(ref("a"), ReadOptions.PLAIN.ifMatch(OTHER)).close()))
        .isInstanceOf(StoreFailure.Changed.class);
  }

  @Test
  default void aHeadIfMatchOfAnotherObjectSaysThatItChanged() {
    put("a", "hello");

    assertThat(
            StoreUnderTest.failureOf(
                () -> store().headObject(ref("a"), ReadOptions.PLAIN.ifMatch(OTHER))))
        .isInstanceOf(StoreFailure.Changed.class);
  }

  @Test
  default void aPutIfAbsentWritesWhereNothingIs() {
    putIf("a", "new", IF_ABSENT);

    assertThat(text("a")).isEqualTo("new");
  }

  @Test
  default void aPutIfAbsentLeavesWhatIsThere() {
    put("a", "old");

    assertThat(StoreUnderTest.failureOf(() -> putIf("a", "new", IF_ABSENT)))
        .isInstanceOf(StoreFailure.Changed.class);
    assertThat(text("a")).isEqualTo("old");
  }

  @Test
  default void ofEightWhoPutIfAbsentAtOnceOneWins() throws InterruptedException {
    CountDownLatch ready = new CountDownLatch(8);
    AtomicInteger winners = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        String text = "by " + i;
        threads.execute(() -> {
          ready.countDown();
          try {
            ready.await();
            putIf("race", text, IF_ABSENT);
            winners.incrementAndGet();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (StoreException e) {
            // Another was first.
          }
        });
      }
    }
    assertThat(winners).hasValue(1);
  }

  @Test
  default void aPutIfMatchReplacesTheObjectExpected() {
    put("a", "old");
    putIf("a", "new", new WriteOptions(etag("a"), false, null));

    assertThat(text("a")).isEqualTo("new");
  }

  @Test
  default void aPutIfMatchLeavesAnotherObject() {
    put("a", "old");

    assertThat(
            StoreUnderTest.failureOf(() -> putIf("a", "new", new WriteOptions(OTHER, false, null))))
        .isInstanceOf(StoreFailure.Changed.class);
    assertThat(text("a")).isEqualTo("old");
  }

  @Test
  default void aPutIfMatchWritesNothingWhereNothingIs() {
    assertThat(
            StoreUnderTest.failureOf(() -> putIf("a", "new", new WriteOptions(OTHER, false, null))))
        .isInstanceOfAny(StoreFailure.Missing.class, StoreFailure.Changed.class);
    assertThat(keys()).isEmpty();
  }

  private void putIf(String key, String text, WriteOptions options) {
    put(key, StoreUnderTest.bytes(text), ObjectAttributes.NONE, options);
  }
}
