package dev.lockstep.build;

import org.junit.jupiter.api.Test;

class NoSleepTest {
  private final CheckedCompilation compilation = new CheckedCompilation(NoSleep.class);

  @Test
  void refusesSleepingInEveryForm() {
    compilation
        .source(
            "Waiting.java",
            """
            import java.time.Duration;
            import java.util.concurrent.TimeUnit;
            import java.util.function.Consumer;

            class Waiting {
              interface Nap {
                void take(Duration duration) throws InterruptedException;
              }

              void waitALittle() throws InterruptedException {
                // refused: Wait for a condition
                Thread.sleep(10);
                // refused: Wait for a condition
                TimeUnit.SECONDS.sleep(1);
                // refused: Wait for a condition
                Nap nap = Thread::sleep;
                nap.take(Duration.ZERO);
              }
            }
            """)
        .refusesAsMarked();
  }

  @Test
  void acceptsWaitingForAnEventWithALimit() {
    compilation
        .source(
            "Waiting.java",
            """
            import java.util.concurrent.CountDownLatch;
            import java.util.concurrent.TimeUnit;

            class Waiting {
              boolean await(CountDownLatch done) throws InterruptedException {
                return done.await(1, TimeUnit.SECONDS);
              }
            }
            """)
        .refusesAsMarked();
  }
}
