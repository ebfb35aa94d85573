package dev.lockstep.build;

import org.junit.jupiter.api.Test;

class MethodSizeTest {
  private final CheckedCompilation compilation = new CheckedCompilation(MethodSize.class);

  @Test
  void acceptsAMethodOfSixtyLines() {
    compilation.source("Steps.java", classWithMethod("", 60)).refusesAsMarked();
  }

  @Test
  void refusesAMethodOfSixtyOneLines() {
    compilation
        .source(
            "Steps.java",
            classWithMethod("  // refused: Steps.walk has 61 lines, the limit is 60", 61))
        .refusesAsMarked();
  }

  @Test
  void refusesAFileAboveFiveHundredLines() {
    compilation
        .source(
            "Steps.java",
            "// refused: Steps has 501 lines, the limit is 500\nclass Steps {}\n"
                + "//\n".repeat(499))
        .refusesAsMarked();
  }

  @Test
  void acceptsALongerFileOfTests() {
    compilation
        .source("src/test/java/Steps.java", "class Steps {}\n" + "//\n".repeat(799))
        .refusesAsMarked();
  }

  @Test
  void refusesAFileOfTestsAboveEightHundredLines() {
    compilation
        .source(
            "src/test/java/Steps.java",
            "// refused: Steps has 801 lines, the limit is 800\nclass Steps {}\n"
                + "//\n".repeat(799))
        .refusesAsMarked();
  }

  @Test
  void acceptsAFileOfFiveHundredLines() {
    compilation.source("Steps.java", "class Steps {}\n" + "//\n".repeat(499)).refusesAsMarked();
  }

  /** A class whose one method has this many lines, braces included. */
  private static String classWithMethod(String comment, int lines) {
    return "class Steps {\n"
        + comment
        + "\n  void walk() {\n"
        + "    assert true;\n".repeat(lines - 2)
        + "  }\n}\n";
  }
}
