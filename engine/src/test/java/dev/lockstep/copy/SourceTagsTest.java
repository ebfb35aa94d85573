package dev.lockstep.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.endpoint.Failures;
import dev.lockstep.endpoint.FakeStore;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SourceTagsTest {
  private static final ObjectRef OBJECT =
      ObjectRef.current(new BucketName("bucket"), ObjectKey.of("a"));
  private static final Map<String, String> ONE = Map.of("a", "b");

  private int asked;
  private Supplier<Map<String, String>> answer = Map::of;

  private final SourceTags tags =
      new SourceTags(
          new FakeStore() {
            @Override
            public Map<String, String> fetchTags(ObjectRef object) {
              asked++;
              return answer.get();
            }
          });

  private Map<String, String> of(int count) {
    return tags.of(OBJECT, head(count));
  }

  private static ObjectHead silent() {
    return head(-1);
  }

  private static ObjectHead head(int count) {
    return new ObjectHead(1, null, Instant.EPOCH, null, ObjectAttributes.NONE, count, 0, List.of());
  }

  @Test
  void asksForTagsThatAreToldAndForNoOthersOfAStoreThatTells() {
    answer = () -> ONE;

    assertThat(of(1)).isEqualTo(ONE);
    assertThat(of(0)).isEmpty();
    assertThat(of(-1)).isEmpty();
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void takesSilenceForNoneAfterItHasLookedSomeTimes() {
    for (int i = 0; i < 100; i++) {
      assertThat(of(-1)).isEmpty();
    }

    assertThat(asked).isEqualTo(4);
  }

  @Test
  void asksForTheTagsOfEachObjectOnceSilenceHasHiddenSome() {
    assertThat(of(-1)).isEmpty();
    answer = () -> ONE;
    for (int i = 0; i < 10; i++) {
      assertThat(of(-1)).isEqualTo(ONE);
    }
  }

  @Test
  void failsForEachObjectWhoseTagsMayNotBeRead() {
    answer =
        () -> {
          throw Failures.denied();
        };
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> of(-1)).isInstanceOf(StoreException.class);
    }
  }

  @Test
  void aStoreWithoutTagsHasNone() {
    answer =
        () -> {
          throw Failures.unsupported();
        };

    for (int i = 0; i < 100; i++) {
      assertThat(of(-1)).isEmpty();
    }
    assertThat(asked).isEqualTo(4);
  }

  @Test
  void aQuestionThatFailedForNowSaysNothing() {
    answer =
        () -> {
          throw Failures.throttled();
        };
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> of(-1)).isInstanceOf(StoreException.class);
    }
    answer = () -> ONE;

    assertThat(of(-1)).isEqualTo(ONE);
  }

  @Test
  void whoComesWhileTheFirstAreStillAskedAsksToo() throws InterruptedException {
    int many = 8;
    CyclicBarrier all = new CyclicBarrier(many);
    AtomicInteger found = new AtomicInteger();
    SourceTags shared =
        new SourceTags(
            new FakeStore() {
              @Override
              public Map<String, String> fetchTags(ObjectRef object) {
                meet(all);
                return ONE;
              }
            });
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                if (shared.of(OBJECT, silent()).equals(ONE)) {
                  found.incrementAndGet();
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(found).hasValue(many);
  }

  private static void meet(CyclicBarrier others) {
    try {
      others.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
