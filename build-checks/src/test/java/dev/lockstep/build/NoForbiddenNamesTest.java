package dev.lockstep.build;

import org.junit.jupiter.api.Test;

class NoForbiddenNamesTest {
  private final CheckedCompilation compilation = new CheckedCompilation(NoForbiddenNames.class);

  @Test
  void refusesNamesThatFitAnything() {
    compilation
        .source(
            "dev/lockstep/copy/Copying.java",
            """
            package dev.lockstep.copy;

            class Copying {
              // refused: This name fits anything
              static class CopyUtils {}

              // refused: This name fits anything
              interface CopyService {}

              // refused: This name fits anything
              record CopierImpl() {}

              // refused: This name fits anything
              enum Helper {}
            }
            """)
        .refusesAsMarked();
  }

  @Test
  void refusesPackagesThatFitAnything() {
    compilation
        .source(
            "dev/lockstep/copy/util/Copying.java",
            """
            // refused: This name fits anything
            package dev.lockstep.copy.util;

            class Copying {}
            """)
        .refusesAsMarked();
  }

  @Test
  void acceptsWordsThatOnlyLookLikeThem() {
    compilation
        .source(
            "dev/lockstep/copy/Copying.java",
            """
            package dev.lockstep.copy;

            class Copying {
              record Database() {}

              record Uncommon() {}
            }
            """)
        .refusesAsMarked();
  }
}
