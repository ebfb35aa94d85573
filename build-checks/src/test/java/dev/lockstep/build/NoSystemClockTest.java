package dev.lockstep.build;

import org.junit.jupiter.api.Test;

class NoSystemClockTest {
  private final CheckedCompilation compilation = new CheckedCompilation(NoSystemClock.class);

  @Test
  void refusesTheSystemsClockInEveryForm() {
    compilation
        .source(
            "Stamp.java",
            """
            import java.time.Clock;
            import java.time.Instant;
            import java.time.LocalDate;
            import java.time.ZoneOffset;
            import java.util.Date;
            import java.util.function.Supplier;

            class Stamp {
              void stamp() {
                // refused: Take a java.time.Clock
                Instant now = Instant.now();
                // refused: Take a java.time.Clock
                long millis = System.currentTimeMillis();
                // refused: Take a java.time.Clock
                Clock clock = Clock.systemUTC();
                // refused: Take a java.time.Clock
                LocalDate today = LocalDate.now(ZoneOffset.UTC);
                // refused: Take a java.time.Clock
                Date date = new Date();
                // refused: Take a java.time.Clock
                Supplier<Instant> later = Instant::now;
              }
            }
            """)
        .refusesAsMarked();
  }

  @Test
  void acceptsAClockThatIsHandedInAndMeasuringDurations() {
    compilation
        .source(
            "Stamp.java",
            """
            import java.time.Clock;
            import java.time.Instant;

            class Stamp {
              Instant stamp(Clock clock) {
                long start = System.nanoTime();
                return Instant.now(clock).plusNanos(System.nanoTime() - start);
              }
            }
            """)
        .refusesAsMarked();
  }

  @Test
  void letsTheWiringTakeIt() {
    compilation
        .option("-XepOpt:NoSystemClock:Wiring=dev.lockstep.cli,dev.lockstep.drill.DrillMain")
        .source("dev/lockstep/cli/Main.java", clockTakenBy("dev.lockstep.cli", "Main"))
        .source("dev/lockstep/cli/verb/Sync.java", clockTakenBy("dev.lockstep.cli.verb", "Sync"))
        .source(
            "dev/lockstep/drill/DrillMain.java", clockTakenBy("dev.lockstep.drill", "DrillMain"))
        .refusesAsMarked();
  }

  private static String clockTakenBy(String packageName, String className) {
    return """
    package %s;

    class %s {
      java.time.Clock clock = java.time.Clock.systemUTC();
    }
    """
        .formatted(packageName, className);
  }
}
