package dev.lockstep.build;

import org.junit.jupiter.api.Test;

class NoDefaultInSealedSwitchTest {
  private final CheckedCompilation compilation =
      new CheckedCompilation(NoDefaultInSealedSwitch.class);

  @Test
  void refusesDefaultOverOurSealedTypesAndEnums() {
    compilation
        .source(
            "dev/lockstep/copy/Outcome.java",
            """
            package dev.lockstep.copy;

            sealed interface Outcome {
              record Copied() implements Outcome {}

              record Skipped() implements Outcome {}

              enum Reason {
                SAME,
                NEWER
              }
            }
            """)
        .source(
            "dev/lockstep/copy/Report.java",
            """
            package dev.lockstep.copy;

            class Report {
              String of(Outcome outcome) {
                return switch (outcome) {
                  case Outcome.Copied copied -> "copied";
                  // refused: Name every case
                  default -> "?";
                };
              }

              String nullable(Outcome outcome) {
                return switch (outcome) {
                  case Outcome.Copied copied -> "copied";
                  // refused: Name every case
                  case null, default -> "?";
                };
              }

              <T extends Outcome> void print(T outcome, Outcome.Reason reason) {
                switch (outcome) {
                  case Outcome.Copied copied -> System.out.println("copied");
                  // refused: Name every case
                  default -> {}
                }
                switch (reason) {
                  case SAME:
                    System.out.println("same");
                    break;
                  // refused: Name every case
                  default:
                }
              }
            }
            """)
        .refusesAsMarked();
  }

  @Test
  void acceptsNamedCasesAndDefaultOverWhatIsNotOurs() {
    compilation
        .source(
            "dev/lockstep/copy/Outcome.java",
            """
            package dev.lockstep.copy;

            sealed interface Outcome {
              record Copied() implements Outcome {}

              record Skipped() implements Outcome {}

              enum Reason {
                SAME,
                NEWER
              }
            }
            """)
        .source(
            "dev/lockstep/copy/Report.java",
            """
            package dev.lockstep.copy;

            import java.util.concurrent.TimeUnit;

            class Report {
              String of(Outcome outcome) {
                return switch (outcome) {
                  case Outcome.Copied copied -> "copied";
                  case Outcome.Skipped skipped -> "skipped";
                };
              }

              String of(TimeUnit unit, String text) {
                return switch (unit) {
                  case SECONDS -> "s";
                  default ->
                      switch (text) {
                        case "ms" -> "ms";
                        default -> "?";
                      };
                };
              }
            }
            """)
        .refusesAsMarked();
  }
}
